import { type ActivityLine, inOrder } from '../../shared/activity.ts'
import type { Run } from '../../shared/job.ts'
import type { Note } from '../../shared/note.ts'
import { presentation } from '../../shared/presentation.ts'
import { useAsk } from '../ask/use-ask.ts'
import { changesOf } from '../frame/run-sentence.ts'
import { Asked } from '../parts/asked.tsx'
import { Label } from '../parts/label.tsx'
import { Page } from '../parts/page.tsx'
import { PageState } from '../parts/page-state.tsx'
import { StateShape } from '../parts/state-shape.tsx'
import tables from '../parts/table.module.css'
import { TextButton } from '../parts/text-button.tsx'
import { useRouter } from '../route.tsx'
import { Said } from '../words/said.tsx'
import { Time } from '../words/time.tsx'
import { useWords } from '../words/words.tsx'
import { outcomeMessage } from './outcome.ts'

const MOST = 100

/** What ran: when, why, how it ended, what it sent. */
export function Activity() {
  const { t } = useWords()
  const runs = useAsk('runs', { limit: MOST })
  const notes = useAsk('notes', {})
  return (
    <Page title={t('nav.activity')}>
      <Asked asked={runs}>
        {(list) =>
          list.length === 0 ? (
            <PageState bridge title={t('activity.none.title')}>
              <p>{t('activity.none.why')}</p>
            </PageState>
          ) : (
            <Table lines={inOrder(list, notes.data ?? [])} />
          )
        }
      </Asked>
    </Page>
  )
}

function Table({ lines }: { lines: readonly ActivityLine[] }) {
  const { t } = useWords()
  return (
    <table className={tables.table}>
      <thead>
        <tr>
          <th scope="col">{t('activity.column.when')}</th>
          <th scope="col">{t('activity.column.sync')}</th>
          <th scope="col">{t('activity.column.trigger')}</th>
          <th scope="col">{t('activity.column.outcome')}</th>
          <th scope="col" className={tables.number}>
            {t('activity.column.sent')}
          </th>
          <th scope="col" className={tables.number}>
            {t('activity.column.took')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) =>
          line.kind === 'run' ? (
            <Row key={line.run.id} run={line.run} />
          ) : (
            <NoteRow key={line.at} note={line.note} />
          ),
        )}
      </tbody>
    </table>
  )
}

function Row({ run }: { run: Run }) {
  const { t, number, say } = useWords()
  const { go } = useRouter()
  const outcome = <Said message={outcomeMessage(run.outcome)} />
  return (
    <tr>
      <td>
        <Time at={run.startedAt} as="time" />
      </td>
      <td>{t(`job.${run.job}`)}</td>
      <td className={tables.quiet}>{t(`activity.trigger.${run.trigger}`)}</td>
      <td>
        <Label
          shape={
            <StateShape state={run.outcome === null ? 'working' : presentation[run.outcome.kind].state} />
          }
        >
          {hasPlan(run) ? (
            <TextButton onClick={() => go({ page: 'preview', runId: run.id })}>{outcome}</TextButton>
          ) : (
            <span title={say(outcomeMessage(run.outcome), Date.now())}>{outcome}</span>
          )}
        </Label>
      </td>
      <td className={tables.number}>{number(changesOf(run.counts))}</td>
      <td className={tables.number}>
        {run.endedAt === null ? '' : t('activity.took', { seconds: secondsOf(run) })}
      </td>
    </tr>
  )
}

/** What happened beside the syncs, over the whole width. */
function NoteRow({ note }: { note: Note }) {
  return (
    <tr>
      <td>
        <Time at={note.at} as="time" />
      </td>
      <td colSpan={5} className={tables.note}>
        <Said message={note.text} />
      </td>
    </tr>
  )
}

/** Runs that wrote nothing keep their plan for reading; one that found nothing new while watching made none. */
const hasPlan = ({ outcome, counts }: Run): boolean =>
  outcome?.kind === 'previewed' ||
  outcome?.kind === 'awaiting-go' ||
  (outcome?.kind === 'watched' && counts.planned > 0)

const secondsOf = (run: Run): number =>
  run.endedAt === null ? 0 : (Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000
