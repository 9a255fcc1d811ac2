import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.fields


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0004_references_unique'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('cases', '0011_grace_after_an_import'),
    ]

    operations = [
        migrations.CreateModel(
            name='SheetImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(editable=False, max_length=12, unique=True, verbose_name='reference')),
                ('kind', models.CharField(choices=[('cases', 'Cases with their prisoners'), ('updates', 'Updates'), ('actions', 'Actions'), ('officials', 'Officials and what they did'), ('dates', 'Key dates')], default='cases', max_length=12, verbose_name='what each row is')),
                ('state', models.CharField(choices=[('opening', 'Being opened'), ('mapping', 'Columns to be named'), ('reading', 'Being read'), ('waiting', 'Waiting for your word'), ('applying', 'Being applied'), ('applied', 'Applied'), ('undoing', 'Being undone'), ('undone', 'Undone'), ('dropped', 'Dropped'), ('refused', 'Not readable')], default='opening', max_length=12, verbose_name='state')),
                ('file_name', models.CharField(max_length=200, verbose_name='file')),
                ('file_hash', models.CharField(blank=True, max_length=64, verbose_name='SHA-256')),
                ('look', core.fields.EncryptedJSONField(null=True)),
                ('mapping', core.fields.EncryptedJSONField(null=True)),
                ('message', core.fields.EncryptedJSONField(null=True)),
                ('rows', models.PositiveIntegerField(default=0, verbose_name='rows read')),
                ('added', models.PositiveIntegerField(default=0, verbose_name='added')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='changed')),
                ('unchanged', models.PositiveIntegerField(default=0, verbose_name='unchanged')),
                ('alike', models.PositiveIntegerField(default=0, verbose_name='possible duplicates')),
                ('rejected', models.PositiveIntegerField(default=0, verbose_name='to mend')),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('leased_until', models.DateTimeField(editable=False, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('applied_at', models.DateTimeField(null=True, verbose_name='applied at')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='undone at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='for')),
            ],
            options={
                'verbose_name': 'sheet',
                'verbose_name_plural': 'sheets',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['by', '-id'], name='sheet_import_by')],
            },
        ),
        migrations.CreateModel(
            name='RowKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('sheet', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='keys', to='sheets.sheetimport')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'what', 'digest', 'case'), name='row_key_once')],
            },
        ),
        migrations.CreateModel(
            name='FirstLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('looked_at', models.DateTimeField(null=True, verbose_name='looked at')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='first_look', to='cases.case', verbose_name='case')),
                ('sheet', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='first_looks', to='sheets.sheetimport')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(condition=models.Q(('looked_at', None)), fields=['case'], name='first_look_waiting')],
            },
        ),
        migrations.CreateModel(
            name='SheetPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('number', models.PositiveIntegerField()),
                ('data', models.BinaryField()),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='sheets.sheetimport')),
            ],
            options={
                'ordering': ['sheet', 'name', 'number'],
                'constraints': [models.UniqueConstraint(fields=('sheet', 'name', 'number'), name='sheet_part_once')],
            },
        ),
        migrations.CreateModel(
            name='SheetRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='row')),
                ('verdict', models.CharField(choices=[('add', 'To add'), ('change', 'Changes something'), ('same', 'Nothing new'), ('alike', 'Possible duplicate'), ('broken', 'To mend')], max_length=8, verbose_name='what becomes of it')),
                ('troubled', models.BooleanField(default=False)),
                ('plan', core.fields.EncryptedJSONField(null=True)),
                ('choice', models.CharField(blank=True, max_length=16)),
                ('made', models.BooleanField(default=False)),
                ('undo', core.fields.EncryptedJSONField(null=True)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cases.case')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='planned', to='sheets.sheetimport')),
            ],
            options={
                'ordering': ['number'],
                'indexes': [models.Index(fields=['sheet', 'verdict', 'number'], name='sheet_row_verdict')],
                'constraints': [models.UniqueConstraint(fields=('sheet', 'number'), name='sheet_row_once')],
            },
        ),
        migrations.CreateModel(
            name='KnownMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('cases', 'Cases with their prisoners'), ('updates', 'Updates'), ('actions', 'Actions'), ('officials', 'Officials and what they did'), ('dates', 'Key dates')], max_length=12)),
                ('headings', models.CharField(max_length=64)),
                ('mapping', core.fields.EncryptedJSONField(null=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'kind', 'headings'), name='known_mapping_once')],
            },
        ),
    ]
