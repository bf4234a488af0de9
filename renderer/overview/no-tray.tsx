import { useQuery } from '@tanstack/react-query'
import { hasTray } from '../ipc.ts'
import { useWords } from '../words/words.tsx'
import classes from './budget.module.css'

/** A desktop without a tray: how to come back to this window once it is closed. */
export function NoTray() {
  const { t } = useWords()
  const { data } = useQuery({ queryKey: ['hasTray'], queryFn: hasTray })
  return data === false ? <p className={classes.why}>{t('overview.noTray')}</p> : null
}
