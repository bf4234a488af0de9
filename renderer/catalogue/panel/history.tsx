import type { Explanation } from '../../../shared/item.ts'
import { Time } from '../../words/time.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './part.module.css'
import { Part } from './part.tsx'

/** What was written, newest first, with what the web shop held before. */
export function History({ changes }: { changes: Explanation['changes'] }) {
  const { t } = useWords()
  if (changes.length === 0) return <p className={classes.quiet}>{t('catalogue.panel.noHistory')}</p>
  return (
    <dl>
      {changes.map((change) => (
        <Part key={`${change.at} ${change.facet} ${change.after}`} name={t(`facet.${change.facet}`)}>
          <span className={classes.field}>
            {change.before === null ? null : <span className={classes.quiet}>{change.before} → </span>}
            {change.after ?? t('catalogue.panel.empty')}
          </span>
          <div className={classes.small}>
            <Time at={change.at} as="time" />
          </div>
        </Part>
      ))}
    </dl>
  )
}
