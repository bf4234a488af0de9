import { Button, Menu } from '@mantine/core'
import { pauseChoices, pauseUntil } from '../../shared/day.ts'
import { useStatus } from '../ask/use-status.ts'
import { useTell } from '../ask/use-tell.ts'
import { useWords } from '../words/words.tsx'

/** Pause for a while, or resume. */
export function PauseButton() {
  const { t } = useWords()
  const { paused } = useStatus()
  const pause = useTell('pause', ['status', 'settings'])
  const resume = useTell('resume', ['status', 'settings'])
  if (paused !== null) {
    return (
      <Button disabled={resume.pending} onClick={() => resume.tell({})}>
        {t('frame.resume')}
      </Button>
    )
  }
  return (
    <Menu>
      <Menu.Target>
        <Button disabled={pause.pending}>{t('frame.pause')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {pauseChoices.map((choice) => (
          <Menu.Item key={choice} onClick={() => pause.tell({ until: pauseUntil(choice, Date.now()) })}>
            {t(`frame.pauseFor.${choice}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
