import { Button } from '@mantine/core'
import type { Problem } from '../../shared/problem.ts'
import { StateShape } from '../parts/state-shape.tsx'
import { useRouter } from '../route.tsx'
import { useWords } from '../words/words.tsx'
import { GroupWhy } from './group-why.tsx'
import { presentState } from './present-state.ts'
import classes from './row.module.css'

/** Problems with one cause on one line, and the way to them. */
export function GroupRow({ first, count }: { first: Problem; count: number }) {
  const { t } = useWords()
  const { go } = useRouter()
  return (
    <article className={classes.row} data-brief="true">
      <StateShape state={presentState(first)} size={22} />
      <div className={classes.words}>
        <p>
          <strong>{t(`problem.${first.kind}.group`, { count })}</strong>
        </p>
        <p className={classes.why}>
          <GroupWhy first={first} />
        </p>
      </div>
      <Button size="compact-sm" onClick={() => go({ page: 'needs-you', problemId: first.id })}>
        {t('needsYou.show', { count })}
      </Button>
    </article>
  )
}
