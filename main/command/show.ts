import { inOrder } from '../../shared/activity.ts'
import type { Core } from '../../shared/contract.ts'
import { message } from '../../shared/message.ts'
import { type ExitCode, type Explained, type Telling, tellAnswer, tellFailure } from './io.ts'
import { runLine } from './sync.ts'
import { table } from './table.ts'

/** `status`: the state sentence, both connections, the jobs and what needs the merchant. */
export async function showStatus(core: Core, telling: Telling): Promise<ExitCode> {
  const { io, words, now } = telling
  return tellAnswer(telling, await core.ask('status', {}), (status) => {
    io.out(
      [status.sentence, status.more]
        .flatMap((part) => (part === null ? [] : [words.say(part, now())]))
        .join(' '),
    )
    for (const service of ['lightspeed', 'magento'] as const) {
      const connection = status[service]
      const name = words.say(message(`service.${service}`), now())
      const at =
        connection.kind === 'none' || connection.lastGoodAt === null
          ? ''
          : ` · ${words.age(connection.lastGoodAt, now())}`
      const text =
        connection.kind === 'none' ? words.say(message('cli.notConnected'), now()) : `${connection.name}${at}`
      const through =
        connection.kind === 'none' || connection.tokenService === undefined
          ? ''
          : ` · ${words.say(message('cli.throughService', { url: connection.tokenService.url }), now())}`
      io.out(`  ${words.say(message('cli.about', { name, text: text + through }), now())}`)
    }
    const rows = status.jobs.map((job) => [
      `  ${words.say(message(`job.${job.job}`), now())}`,
      words.say(message(`state.${job.state}`), now()),
      job.lastSuccessAt === null ? '–' : words.age(job.lastSuccessAt, now()),
      job.nextAt === null ? '–' : words.soon(job.nextAt, now()),
    ])
    for (const line of table(rows)) io.out(line)
    if (status.budget !== null) {
      const { level, size } = status.budget
      io.out(`  ${words.say(message('cli.budget', { level: Math.round(level), size }), now())}`)
    }
    if (status.route !== null) io.out(`  ${words.say(status.route, now())}`)
    if (status.needsYou > 0) io.out(words.say(message('cli.needsYou', { count: status.needsYou }), now()))
  })
}

/** `runs`: the newest runs, one line each, and between them what else happened. */
export async function showRuns(core: Core, telling: Telling, limit: number): Promise<ExitCode> {
  const { io, words, now } = telling
  const notes = await core.ask('notes', {})
  return tellAnswer(telling, await core.ask('runs', { limit }), (runs) => {
    if (runs.length === 0) io.out(words.say(message('cli.noRuns'), now()))
    for (const line of inOrder(runs, notes.ok ? notes.value : []))
      io.out(
        line.kind === 'run'
          ? `${words.exact(line.at)}  ${runLine(telling, line.run)}`
          : `${words.exact(line.at)}  ${words.say(line.note.text, now())}`,
      )
  })
}

/** `problems`: what needs the merchant, with its way on; held decisions first. */
export async function showProblems(core: Core, telling: Telling, limit: number): Promise<ExitCode> {
  const { io, words, now } = telling
  const [problems, decisions] = await Promise.all([
    core.ask('problems', { offset: 0, limit }),
    core.ask('decisions', {}),
  ])
  if (!problems.ok) return tellFailure(telling, problems.error)
  if (!decisions.ok) return tellFailure(telling, decisions.error)
  const open = decisions.value.filter((decision) => decision.answer === null)
  if (telling.json) {
    io.out(
      JSON.stringify(
        { decisions: open, problems: problems.value.rows, total: problems.value.total },
        null,
        2,
      ),
    )
    return 0
  }
  for (const { id, kind, products, linked, examples } of open) {
    io.out(words.say(message(`decision.${kind}.question`, { count: products, linked }), now()))
    for (const { sku, name, before, after } of examples) io.out(`  ${sku}  ${name}  ${before} → ${after}`)
    io.out(`  ${words.say(message('cli.decide', { id }), now())}`)
  }
  for (const problem of problems.value.rows) {
    const { subject, params, kind } = problem
    const about =
      subject.kind === 'item'
        ? { name: subject.name, sku: subject.sku ?? '' }
        : subject.kind === 'job'
          ? { job: subject.job }
          : { service: subject.service }
    io.out(words.say(message(`problem.${kind}.title`, { ...about, ...params }), now()))
    io.out(`  ${words.say(message(`problem.${kind}.why`, { ...about, ...params }), now())}`)
  }
  if (open.length === 0 && problems.value.total === 0) io.out(words.say(message('cli.noProblems'), now()))
  return 0
}

/** `explain <sku>`: why an item is or is not online, part by part. */
export async function explain(core: Core, telling: Telling, text: string): Promise<ExitCode> {
  const found = await core.ask('findItem', { text })
  if (!found.ok) return tellFailure(telling, found.error)
  if (found.value === null) return tellFailure(telling, { message: message('cli.unknownSku', { sku: text }) })
  const answer = await core.ask('explain', { itemId: found.value.itemId })
  if (!answer.ok) return tellFailure(telling, answer.error)
  const explained = answer.value
  if (explained === null) return tellFailure(telling, { message: message('cli.unknownSku', { sku: text }) })
  return tellAnswer(telling, { ok: true, value: explained }, () => tellExplained(telling, explained))
}

function tellExplained({ io, words, now }: Telling, explained: Explained): void {
  io.out(`${explained.name} (${explained.sku ?? '–'})`)
  io.out(`  ${words.say(explained.why, now())}`)
  if (explained.product?.byBarcode === true)
    io.out(`  ${words.say(message('cli.pairedByBarcode', { sku: explained.product.sku }), now())}`)
  const rows = explained.facets.flatMap((facet) =>
    facet.fields.map((field) => [
      `  ${words.say(message(`facet.${facet.facet}`), now())}`,
      field.field,
      field.value ?? '–',
      words.say(field.from, now()),
      words.say(message(`facetState.${facet.state}`), now()),
      facet.sentAt === null ? '' : words.age(facet.sentAt, now()),
    ]),
  )
  for (const line of table(rows)) io.out(line)
  for (const { source, shops, push, reserved, unexported, safety } of explained.stock) {
    const sum = shops.map((shop) => `${shop.name} ${shop.qoh}`).join(', ')
    io.out(
      `  ${source}: ${words.say(message('cli.stockSum', { shops: sum, reserved, unexported, safety, push }), now())}`,
    )
  }
}
