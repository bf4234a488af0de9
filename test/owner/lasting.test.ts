import { expect, test } from 'vitest'
import { openLasting } from '../../main/owner/lasting.ts'
import type { Opened } from '../../main/owner/owner.ts'
import type { Core, CoreEvent } from '../../shared/contract.ts'
import { message } from '../../shared/message.ts'
import { err, ok } from '../../shared/result.ts'

/** What a process gets that opens the folder: its own core, or that of the process which holds it. */
function opened(name: string, owns: boolean) {
  const did: string[] = []
  const listeners = new Set<(event: CoreEvent) => void>()
  let leave = () => {}
  const gone = new Promise<void>((resolve) => {
    leave = resolve
  })
  const core: Core = {
    ask: async () => ok(name) as never,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const value: Opened = {
    core,
    owns,
    mended: null,
    startSchedule: () => did.push('schedule'),
    close: async () => void did.push('closed'),
    ownerGone: owns ? new Promise<void>(() => {}) : gone,
  }
  return { value, did, leave, tell: (event: CoreEvent) => listeners.forEach((one) => void one(event)) }
}

test('the app goes on as the owner once the command line that held the folder has ended', async () => {
  const sync = opened('command line', false)
  const app = opened('app', true)
  const opens = [sync.value, app.value]
  const lasting = await openLasting(async () => ok(opens.shift() ?? app.value))
  if (!lasting.ok) throw new Error('not opened')
  const heard: string[] = []
  lasting.value.core.listen((event) => heard.push(event.kind))
  lasting.value.startSchedule()
  expect(await lasting.value.core.ask('status', {})).toEqual({ ok: true, value: 'command line' })
  sync.leave()
  await expect.poll(() => heard).toEqual(['settings-changed', 'lists-changed', 'status'])
  expect(await lasting.value.core.ask('status', {})).toEqual({ ok: true, value: 'app' })
  expect(app.did).toEqual(['schedule'])
  app.tell({ kind: 'lists-changed' })
  expect(heard).toHaveLength(4)
  await lasting.value.close()
  expect(app.did).toEqual(['schedule', 'closed'])
})

test('where nobody can take the place of the owner, it is said', async () => {
  const sync = opened('command line', false)
  const opens = [ok(sync.value), err({ message: message('failure.folderHeld') })]
  const lasting = await openLasting(async () => opens.shift() ?? err({ message: message('failure.bug') }))
  sync.leave()
  await (lasting.ok ? lasting.value.ownerGone : null)
  expect(opens).toEqual([])
})

test('quitting while the command line holds the folder does not open it once more', async () => {
  const sync = opened('command line', false)
  let times = 0
  const lasting = await openLasting(async () => {
    times += 1
    return ok(sync.value)
  })
  if (!lasting.ok) throw new Error('not opened')
  await lasting.value.close()
  sync.leave()
  await new Promise((resolve) => setImmediate(resolve))
  expect(times).toBe(1)
})
