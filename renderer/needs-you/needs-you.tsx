import { Button } from '@mantine/core'
import type { Decision as DecisionType, Problem } from '../../shared/problem.ts'
import { useAsk } from '../ask/use-ask.ts'
import { useProblems } from '../ask/use-problems.ts'
import { everything, ofItems, useSync } from '../frame/sync.tsx'
import { Asked } from '../parts/asked.tsx'
import { Bones } from '../parts/bones.tsx'
import { Page } from '../parts/page.tsx'
import { PageState } from '../parts/page-state.tsx'
import { useWords } from '../words/words.tsx'
import { ByItself } from './by-itself.tsx'
import { Decision } from './decision.tsx'
import { Group } from './group.tsx'
import classes from './needs-you.module.css'
import { groupByCause, itemIdOf } from './ways.ts'

/** Problems by their cause and the decisions that wait, each with its way on. */
export function NeedsYou({ problemId }: { problemId: number | null }) {
  const { t } = useWords()
  const decisions = useAsk('decisions', {})
  const problems = useProblems()
  return (
    <Asked
      asked={problems}
      bones={
        <Page title={t('nav.needsYou')}>
          <Bones />
        </Page>
      }
    >
      {({ rows, total }) => (
        <List
          decisions={decisions.data?.filter(({ answer }) => answer === null) ?? []}
          problems={rows}
          total={total}
          problemId={problemId}
        />
      )}
    </Asked>
  )
}

type ListProps = {
  readonly decisions: readonly DecisionType[]
  readonly problems: readonly Problem[]
  readonly total: number
  readonly problemId: number | null
}

function List({ decisions, problems, total, problemId }: ListProps) {
  const { t } = useWords()
  const { start, pending } = useSync()
  const groups = groupByCause(problems)
  const itemIds = problems.map(itemIdOf).filter((id) => id !== null)
  const retry = itemIds.length > 0 ? ofItems(itemIds, { force: true }) : everything
  const nothing = decisions.length === 0 && groups.length === 0
  return (
    <Page
      title={t('nav.needsYou')}
      hideTitle={total === 0 && decisions.length > 0}
      aside={total === 0 ? undefined : t('needsYou.counts', { problems: total, causes: groups.length })}
      way={
        total === 0 ? undefined : (
          <Button disabled={pending} onClick={() => start(retry)}>
            {t('needsYou.retryAll')}
          </Button>
        )
      }
    >
      {nothing ? (
        <PageState bridge title={t('needsYou.nothing.title')}>
          <p>{t('needsYou.nothing.why')}</p>
        </PageState>
      ) : null}
      {decisions.map((decision) => (
        <Decision key={decision.id} decision={decision} />
      ))}
      {groups.length === 0 ? null : (
        <div className={classes.groups}>
          {groups.map((group) => (
            <Group key={group[0]?.id} problems={group} markedId={problemId} />
          ))}
        </div>
      )}
      {total > problems.length ? <p>{t('needsYou.more', { count: total - problems.length })}</p> : null}
      <ByItself />
    </Page>
  )
}
