import { useAsk } from '../ask/use-ask.ts'
import { useStatus } from '../ask/use-status.ts'
import { DecisionRow } from '../needs-you/decision-row.tsx'
import { ProblemRow } from '../needs-you/problem-row.tsx'
import { Asked } from '../parts/asked.tsx'
import { Bones } from '../parts/bones.tsx'
import { Section } from '../parts/section.tsx'
import { TextButton } from '../parts/text-button.tsx'
import { useRouter } from '../route.tsx'
import { useWords } from '../words/words.tsx'

const MOST = 5

/** What needs the merchant, the most expensive first, at most five. */
export function ShortList() {
  const { t, number } = useWords()
  const { needsYou } = useStatus()
  const { go } = useRouter()
  const decisions = useAsk('decisions', {})
  const problems = useAsk('problems', { offset: 0, limit: MOST })
  const open = decisions.data?.filter((decision) => decision.answer === null).slice(0, MOST) ?? []
  return (
    <Section
      title={t('nav.needsYou')}
      aside={number(needsYou)}
      way={
        needsYou > MOST ? (
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
        {({ rows }) =>
          rows
            .slice(0, MOST - open.length)
            .map((problem) => <ProblemRow key={problem.id} problem={problem} brief />)
        }
      </Asked>
    </Section>
  )
}
