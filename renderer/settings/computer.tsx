import { Button, Select, Switch } from '@mantine/core'
import { Settings } from '../../shared/settings.ts'
import { useAsk } from '../ask/use-ask.ts'
import { openLogs } from '../ipc.ts'
import { Asked } from '../parts/asked.tsx'
import { Refused } from '../parts/refused.tsx'
import { Section } from '../parts/section.tsx'
import { useWords } from '../words/words.tsx'
import classes from './fields.module.css'
import { useSettings } from './use-settings.ts'

const { theme: Theme, notifications: Notifications } = Settings.shape

/** Language, looks, notifications, login; and what is installed here. */
export function Computer() {
  const { t } = useWords()
  const { asked, change, failure } = useSettings()
  const about = useAsk('about', {})
  return (
    <Section title={t('settings.computer.title')}>
      <Asked asked={asked}>
        {(settings) => (
          <div className={classes.fields}>
            <Select
              className={classes.narrow}
              label={t('settings.computer.language')}
              value={settings.language ?? 'system'}
              data={[
                { value: 'system', label: t('settings.computer.systemLanguage') },
                { value: 'en', label: 'English' },
                { value: 'fr', label: 'Français' },
              ]}
              onChange={(value) => change({ language: value === 'en' || value === 'fr' ? value : null })}
            />
            <Select
              className={classes.narrow}
              label={t('settings.computer.theme')}
              value={settings.theme}
              data={Theme.options.map((theme) => ({ value: theme, label: t(`settings.computer.${theme}`) }))}
              onChange={(value) => change({ theme: Theme.parse(value) })}
            />
            <Select
              className={classes.narrow}
              label={t('settings.notifications.label')}
              value={settings.notifications}
              data={Notifications.options.map((choice) => ({
                value: choice,
                label: t(`settings.notifications.${choice}`),
              }))}
              onChange={(value) => change({ notifications: Notifications.parse(value) })}
            />
            <Switch
              label={t('settings.computer.startAtLogin')}
              description={t('settings.computer.startAtLoginHint')}
              checked={settings.startAtLogin}
              onChange={(event) => change({ startAtLogin: event.currentTarget.checked })}
            />
            {settings.weakVault ? (
              <Switch
                label={t('settings.computer.weakVault')}
                description={t('settings.computer.weakVaultHint')}
                checked
                onChange={() => change({ weakVault: false })}
              />
            ) : null}
            <Refused failure={failure} />
            {about.data === undefined ? null : (
              <div>
                <p className={classes.hint}>
                  Tillbridge {about.data.version} · {about.data.dataFolder}
                </p>
                {about.data.logFile === null ? null : (
                  <Button size="compact-sm" onClick={openLogs}>
                    {t('settings.computer.logs')}
                  </Button>
                )}
              </div>
            )}
          </div>
        )}
      </Asked>
    </Section>
  )
}
