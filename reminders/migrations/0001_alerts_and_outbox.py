import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import core.fields
import reminders.models.alert


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0006_category_history'),
    ]

    operations = [
        migrations.CreateModel(
            name='EngineRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='started at')),
                ('finished_at', models.DateTimeField(db_index=True, null=True, verbose_name='finished at')),
                ('day', models.DateField(verbose_name='for the day')),
                ('opened', models.PositiveIntegerField(default=0, verbose_name='opened')),
                ('cleared', models.PositiveIntegerField(default=0, verbose_name='cleared')),
                ('escalated', models.PositiveIntegerField(default=0, verbose_name='escalated')),
            ],
            options={
                'ordering': ['-started_at'],
            },
        ),
        migrations.CreateModel(
            name='Pulse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True)),
                ('first_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=reminders.models.alert.new_reference, editable=False, max_length=12, unique=True, verbose_name='reference')),
                ('rule', models.CharField(max_length=8, verbose_name='rule')),
                ('scope', models.CharField(max_length=40)),
                ('subject', models.CharField(max_length=40)),
                ('note', models.CharField(blank=True, max_length=24)),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(null=True, verbose_name='expected on')),
                ('opened_on', models.DateField(verbose_name='opened on')),
                ('recorded_on', models.DateField(verbose_name='found on')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('step', models.PositiveSmallIntegerField(default=0, verbose_name='step')),
                ('acknowledged_at', models.DateTimeField(null=True, verbose_name='acknowledged at')),
                ('standing_until', models.DateField(null=True, verbose_name='standing, review on')),
                ('plan', core.fields.EncryptedTextField(blank=True, verbose_name='plan')),
                ('snoozed_until', models.DateField(null=True, verbose_name='put off until')),
                ('snooze_why', core.fields.EncryptedTextField(blank=True, verbose_name='why put off')),
                ('escalated', models.PositiveSmallIntegerField(default=0, verbose_name='escalated')),
                ('escalated_on', models.DateField(null=True)),
                ('cleared_on', models.DateField(null=True, verbose_name='cleared on')),
                ('cleared_by', models.CharField(blank=True, max_length=40, verbose_name='cleared by')),
                ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assigned_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to=settings.AUTH_USER_MODEL, verbose_name='handed to')),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='cases.case', verbose_name='case')),
                ('key_date', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='cases.keydate', verbose_name='key date')),
                ('set_aside_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'alert',
                'verbose_name_plural': 'alerts',
                'ordering': ['opened_on', 'pk'],
                'indexes': [models.Index(fields=['case', 'cleared_on'], name='alert_of_case'), models.Index(condition=models.Q(('cleared_on', None)), fields=['rule'], name='alert_open_of_rule')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cleared_on', None)), fields=('rule', 'scope', 'subject'), name='alert_open_once'), models.CheckConstraint(condition=models.Q(models.Q(('scope', ''), _negated=True), models.Q(('subject', ''), _negated=True)), name='alert_says_of_what'), models.CheckConstraint(condition=models.Q(('since__lte', models.F('opened_on'))), name='alert_since_before_opened'), models.CheckConstraint(condition=models.Q(('snoozed_until', None), models.Q(('snooze_why', ''), _negated=True), _connector='OR'), name='alert_put_off_with_reason'), models.CheckConstraint(condition=models.Q(('standing_until', None), models.Q(('plan', ''), _negated=True), _connector='OR'), name='alert_standing_with_plan'), models.CheckConstraint(condition=models.Q(('escalated__lte', 2)), name='alert_escalated_range')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(choices=[('digest', 'Daily digest'), ('critical', 'Critical, at once')], max_length=12)),
                ('day', models.DateField(verbose_name='day')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('ready_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('claimed_at', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('sent_at', models.DateTimeField(null=True, verbose_name='sent at')),
                ('dropped_at', models.DateTimeField(null=True, verbose_name='dropped, nothing left to say')),
                ('error', models.CharField(blank=True, max_length=200)),
                ('message_id', models.CharField(editable=False, max_length=120, unique=True)),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('dropped_at', None), ('sent_at', None)), fields=['ready_at'], name='message_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sent_at', None), ('dropped_at', None), _connector='OR'), name='message_sent_or_dropped')],
            },
        ),
        migrations.CreateModel(
            name='MessageLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('told_for', models.DateField(verbose_name='round')),
                ('alert', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='reminders.alert')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='reminders.message')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('recipient', 'alert', 'told_for'), name='line_told_once')],
            },
        ),
        migrations.CreateModel(
            name='RuleThreshold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(help_text='Its code, such as R16a.', max_length=8, verbose_name='rule')),
                ('tier', models.CharField(choices=[('critical', 'Critical'), ('high', 'High'), ('standard', 'Standard'), ('watch', 'Watch')], max_length=12, verbose_name='tier')),
                ('days', models.PositiveSmallIntegerField(verbose_name='days')),
            ],
            options={
                'verbose_name': 'days of a rule',
                'verbose_name_plural': 'days of the rules',
                'ordering': ['rule', 'tier'],
                'constraints': [models.UniqueConstraint(fields=('rule', 'tier'), name='threshold_once'), models.CheckConstraint(condition=models.Q(('days__range', (1, 3650))), name='threshold_days')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalRuleThreshold',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('rule', models.CharField(help_text='Its code, such as R16a.', max_length=8, verbose_name='rule')),
                ('tier', models.CharField(choices=[('critical', 'Critical'), ('high', 'High'), ('standard', 'Standard'), ('watch', 'Watch')], max_length=12, verbose_name='tier')),
                ('days', models.PositiveSmallIntegerField(verbose_name='days')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical days of a rule',
                'verbose_name_plural': 'historical days of the rules',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
