import { useQuery } from '@tanstack/react-query'
import { askDesktop } from '../ipc.ts'
import { useWords } from '../words/words.tsx'
import classes from './desktop-hints.module.css'

/** A panel may start, and a mute end, while the window is open. */
const ASKED_EVERY_MS = 10_000

/** What this desktop does not show: how to come back to this window once it is closed, and where failures are told. */
export function DesktopHints() {
  const { t } = useWords()
  const { data } = useQuery({ queryKey: ['desktop'], queryFn: askDesktop, refetchInterval: ASKED_EVERY_MS })
  if (!data) return null
  return (
    <>
      {data.tray ? null : <p className={classes.hint}>{t('overview.noTray')}</p>}
      {data.notifications === 'shown' ? null : (
        <p className={classes.hint}>{t(`overview.notifications.${data.notifications}`)}</p>
      )}
    </>
  )
}
