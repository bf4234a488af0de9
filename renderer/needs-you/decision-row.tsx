import { Button } from '@mantine/core'
import type { Decision } from '../../shared/problem.ts'
import { StateShape } from '../parts/state-shape.tsx'
import { useRouter } from '../route.tsx'
import { useWords } from '../words/words.tsx'
import classes from './row.module.css'

/** A safety stop on one line: the question, and the way to look at it. */
export function DecisionRow({ decision }: { decision: Decision }) {
  const { t } = useWords()
  const { go } = useRouter()
  return (
    <article className={classes.row}>
      <StateShape state="needs-you" size={22} />
      <div className={classes.words}>
        <p>
          <strong>{t(`decision.${decision.kind}.question`, { count: decision.products })}</strong>
        </p>
        <p className={classes.why}>{t('decision.short')}</p>
      </div>
      <Button size="compact-sm" onClick={() => go({ page: 'needs-you', problemId: null })}>
        {t('decision.look')}
      </Button>
    </article>
  )
}
