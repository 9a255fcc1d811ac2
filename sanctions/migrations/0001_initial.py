import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, unique=True, verbose_name='key')),
                ('jurisdiction', models.CharField(help_text='ISO code, or EU', max_length=8, verbose_name='jurisdiction')),
                ('legal_basis', models.CharField(max_length=200, verbose_name='legal basis')),
                ('measures', models.CharField(blank=True, max_length=120, verbose_name='measures')),
                ('notes', models.TextField(blank=True, verbose_name='what to know')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('evidence_reaches', models.BooleanField(default=False, help_text='In litigation the file is disclosed.', verbose_name='evidence may reach the listed person')),
                ('legal_test', models.TextField(blank=True, verbose_name='legal test')),
                ('route', models.TextField(blank=True, verbose_name='route and office')),
                ('standard', models.CharField(blank=True, max_length=200, verbose_name='standard of proof')),
                ('tags', models.TextField(blank=True, help_text='One a line, as the lists publish them.', verbose_name='tags in lists')),
                ('thematic', models.BooleanField(default=False, help_text='For human rights anywhere, not a country', verbose_name='thematic')),
            ],
            options={
                'verbose_name': 'programme',
                'verbose_name_plural': 'programmes',
                'ordering': ['jurisdiction', 'key'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalProgramme',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('key', models.CharField(db_index=True, max_length=60, verbose_name='key')),
                ('jurisdiction', models.CharField(help_text='ISO code, or EU', max_length=8, verbose_name='jurisdiction')),
                ('legal_basis', models.CharField(max_length=200, verbose_name='legal basis')),
                ('measures', models.CharField(blank=True, max_length=120, verbose_name='measures')),
                ('notes', models.TextField(blank=True, verbose_name='what to know')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence_reaches', models.BooleanField(default=False, help_text='In litigation the file is disclosed.', verbose_name='evidence may reach the listed person')),
                ('legal_test', models.TextField(blank=True, verbose_name='legal test')),
                ('route', models.TextField(blank=True, verbose_name='route and office')),
                ('standard', models.CharField(blank=True, max_length=200, verbose_name='standard of proof')),
                ('tags', models.TextField(blank=True, help_text='One a line, as the lists publish them.', verbose_name='tags in lists')),
                ('thematic', models.BooleanField(default=False, help_text='For human rights anywhere, not a country', verbose_name='thematic')),
            ],
            options={
                'verbose_name': 'historical programme',
                'verbose_name_plural': 'historical programmes',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
