import { useAsk } from '../ask/use-ask.ts'
import { useProblems } from '../ask/use-problems.ts'
import { useStatus } from '../ask/use-status.ts'
import { DecisionRow } from '../needs-you/decision-row.tsx'
import { GroupRow } from '../needs-you/group-row.tsx'
import { ProblemRow } from '../needs-you/problem-row.tsx'
import { groupByCause } from '../needs-you/ways.ts'
import { Asked } from '../parts/asked.tsx'
import { Bones } from '../parts/bones.tsx'
import { Section } from '../parts/section.tsx'
import { TextButton } from '../parts/text-button.tsx'
import { useRouter } from '../route.tsx'
import { useWords } from '../words/words.tsx'

const MOST = 5

/** What needs the merchant, the most expensive first, at most five; what has one cause is one line. */
export function ShortList() {
  const { t, number } = useWords()
  const { needsYou } = useStatus()
  const { go } = useRouter()
  const decisions = useAsk('decisions', {})
  const problems = useProblems()
  const open = decisions.data?.filter((decision) => decision.answer === null).slice(0, MOST) ?? []
  const groups = groupByCause(problems.data?.rows ?? [])
  return (
    <Section
      title={t('nav.needsYou')}
      aside={number(needsYou)}
      way={
        open.length + groups.length > MOST ? (
          <TextButton onClick={() => go({ page: 'needs-you', problemId: null })}>
            {t('overview.all', { count: needsYou })}
          </TextButton>
        ) : undefined
      }
    >
      {open.map((decision) => (
        <DecisionRow key={decision.id} decision={decision} />
      ))}
      <Asked asked={problems} bones={<Bones rows={2} />}>
        {() =>
          groups
            .slice(0, MOST - open.length)
            .map(([first, ...others]) =>
              first === undefined ? null : others.length === 0 ? (
                <ProblemRow key={first.id} problem={first} brief />
              ) : (
                <GroupRow key={first.id} first={first} count={others.length + 1} />
              ),
            )
        }
      </Asked>
    </Section>
  )
}
