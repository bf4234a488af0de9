import { useWords } from '../words/words.tsx'
import classes from './bones.module.css'
import { Delayed } from './delayed.tsx'

const widths = ['62%', '48%', '55%', '41%', '58%', '50%']

/** The shape of what comes: lines of the height of the rows that will stand here. */
export function Bones({ rows = 6 }: { rows?: number }) {
  const { t } = useWords()
  return (
    <Delayed>
      <div role="status" aria-label={t('frame.loading')}>
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
          <div key={row} className={classes.row}>
            <span className={classes.bone} style={{ width: widths[row % widths.length] }} />
            <span className={classes.short} />
          </div>
        ))}
      </div>
    </Delayed>
  )
}
