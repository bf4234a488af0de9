import type { Run } from '../../shared/job.ts'
import { type Message, message } from '../../shared/message.ts'
import { storeViews } from '../magento/stores.ts'
import { type Meaning, nothingSaid, noticeFor } from '../runs/notices.ts'
import type { Ledger } from '../store/ledger.ts'
import { instant } from '../support/clock.ts'
import type { Edge } from '../support/edge.ts'
import { ABSENT_MS, type Absence } from './absence.ts'
import type { Events } from './events.ts'
import type { LedgerCare } from './ledger-care.ts'
import type { MagentoConnection } from './magento-connection.ts'
import { type Away, awayFor, isSuccess, keepTrouble, mayBeBack, nameOf } from './trouble.ts'

export type RunEndsParts = {
  readonly edge: Pick<Edge, 'clock' | 'log'>
  readonly ledger: Ledger
  readonly events: Events
  readonly magento: MagentoConnection
  readonly care: LedgerCare
  readonly absence: Absence
  isOpen(): boolean
}

/** What follows from the end of a run: problems, connections and the activity are written down, the faces are told. */
export function createRunEnds({ edge, ledger, events, magento, care, absence, isOpen }: RunEndsParts) {
  const { clock, log } = edge
  let said = nothingSaid

  /** A full disk keeps nobody from being told. */
  function meaningOf(run: Run): Meaning {
    try {
      const away = awayFor(ledger, ABSENT_MS, clock.now())
      const { problem, over } = keepTrouble(ledger, run)
      const names = over.map(nameOf)
      for (const subject of over) if (subject.kind === 'connection') ledger.pair.good(subject.service)
      noteReturns(
        run,
        away.filter(({ service }) => names.includes(`connection:${service}`)),
      )
      if (mayBeBack(ledger, run)) inBackground('look at the shop', lookAtShop())
      const failure = problem && { subject: nameOf(problem.subject), problemId: problem.id }
      return { failure, over: names }
    } catch (cause) {
      log.error('end of run not written down', { cause: String(cause) })
      return { failure: null, over: [] }
    }
  }

  /** What was away and is back is said once. */
  function noteReturns(run: Run, away: readonly Away[]): void {
    for (const { service, since } of away)
      note(message('note.away', { service, fromAt: since, toAt: instant(clock.now()) }))
    const caughtUp = isSuccess(run) ? absence.caughtUp(run) : null
    if (caughtUp !== null) note(caughtUp)
  }

  /** Into the activity, and onto the desktop of a merchant who wants to be told everything. */
  function note(body: Message): void {
    ledger.notes.add(body)
    const title = message('notify.back.title')
    events.tell({ kind: 'notify', title, body, level: 'all', open: { page: 'overview', problemId: null } })
  }

  /** While nothing is to be sent no run would notice that the shop is back. */
  async function lookAtShop(): Promise<void> {
    const client = await magento.client()
    const answer = client.ok ? await storeViews(client.value) : client
    if (!answer.ok || !isOpen()) return
    ledger.pair.good('magento')
    ledger.problems.close({ kind: 'connection', service: 'magento' }, ['unreachable'])
  }

  /** Work that nobody waits for: what goes wrong with it stands in the log. */
  function inBackground(what: string, work: Promise<void>): void {
    work.then(events.statusChanged, (cause) => log.error(`${what} broke`, { cause: String(cause) }))
  }

  return (run: Run): void => {
    const meaning = meaningOf(run)
    events.tell({ kind: 'run-ended', run })
    events.tell({ kind: 'lists-changed' })
    const told = noticeFor(run, meaning, said, clock.now())
    said = told.said
    if (told.notice !== null) events.tell({ kind: 'notify', ...told.notice })
    if (run.outcome?.kind === 'failed' && run.outcome.reason.key === 'failure.ledgerDamaged') {
      care.damage('')
      return
    }
    inBackground('ledger backup', care.backUpDaily())
    if (run.mode.scope.kind === 'full') inBackground('old history', care.forgetOldHistory())
  }
}
