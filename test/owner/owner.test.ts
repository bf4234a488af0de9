import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ownerAddress } from '../../main/owner/address.ts'
import { connectToOwner } from '../../main/owner/client.ts'
import { serveOwner } from '../../main/owner/serve.ts'
import { systemClock } from '../../main/support/clock.ts'
import type { Core, CoreEvent } from '../../shared/contract.ts'

const SECRET = 'a'.repeat(64)
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-owner-'))
  ends.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A core that writes down what it was asked, and can tell events. */
function aCore() {
  const asked: unknown[] = []
  const listeners = new Set<(event: CoreEvent) => void>()
  const core: Core = {
    async ask(key, input) {
      asked.push({ key, input })
      return { ok: true, value: key === 'findItem' ? null : {} } as never
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    core,
    asked,
    listeners,
    tell: (event: CoreEvent) => listeners.forEach((listener) => void listener(event)),
  }
}

async function served() {
  const address = join(aFolder(), 'owner.sock')
  const owner = aCore()
  const server = await serveOwner(owner.core, address, SECRET)
  ends.push(() => server.close())
  return { ...owner, address, server }
}

async function client(address: string, secret = SECRET) {
  const opened = await connectToOwner(address, secret, systemClock)
  if (opened !== null) ends.push(() => opened.close())
  return opened
}

test('the command line asks through the running app and hears its events', async () => {
  const owner = await served()
  const face = await client(owner.address)
  expect(await face?.core.ask('findItem', { text: 'MS-09884' })).toEqual({ ok: true, value: null })
  expect(owner.asked).toEqual([{ key: 'findItem', input: { text: 'MS-09884' } }])
  const heard = new Promise((resolve) => face?.core.listen(resolve))
  owner.tell({ kind: 'lists-changed' })
  expect(await heard).toEqual({ kind: 'lists-changed' })
})

test('whoever does not know the secret of the folder is told nothing', async () => {
  const owner = await served()
  expect(await client(owner.address, 'b'.repeat(64))).toBeNull()
  expect(owner.asked).toEqual([])
})

test('an owner that stands still is not waited for without end', async () => {
  const address = join(aFolder(), 'owner.sock')
  const still = createServer(() => {})
  await new Promise<void>((resolve) => still.listen(address, resolve))
  ends.push(() => still.close())
  const quick = { now: () => 0, sleep: async () => {} }
  expect(await connectToOwner(address, SECRET, quick)).toBeNull()
})

test('garbage on the socket does not disturb the others', async () => {
  const owner = await served()
  const stranger = connect(owner.address)
  await new Promise((resolve) => stranger.once('connect', resolve))
  stranger.end('GET / HTTP/1.1\r\nHost: x\r\n\r\n{"not":"json-rpc"')
  await new Promise((resolve) => stranger.once('close', resolve))
  const face = await client(owner.address)
  expect(await face?.core.ask('findItem', { text: 'x' })).toEqual({ ok: true, value: null })
})

test('a question outside the contract never reaches the core', async () => {
  const owner = await served()
  const face = await client(owner.address)
  const answer = await face?.core.ask('deleteEverything' as 'status', {})
  expect(answer).toMatchObject({ ok: false, error: { message: { key: 'failure.unknownCall' } } })
  expect(owner.asked).toEqual([])
})

test('when the owner ends, a waiting question is answered with a sentence', async () => {
  const owner = await served()
  const face = await client(owner.address)
  owner.core.ask = () => new Promise(() => {})
  const answer = face?.core.ask('status', {})
  await owner.server.close()
  expect(await answer).toEqual({ ok: false, error: { message: { key: 'failure.ownerGone', params: {} } } })
})

test('a client that leaves is not told anything any more', async () => {
  const owner = await served()
  const face = await client(owner.address)
  expect(owner.listeners.size).toBe(1)
  face?.close()
  await expect.poll(() => owner.listeners.size).toBe(0)
})

test('only this user can open the socket, and one left behind by a crash is replaced', async () => {
  const address = join(aFolder(), 'owner.sock')
  writeFileSync(address, '')
  const server = await serveOwner(aCore().core, address, SECRET)
  ends.push(() => server.close())
  expect(statSync(address).mode & 0o777).toBe(0o600)
})

test('the address stays short enough for every system, and is a named pipe on Windows', () => {
  expect(ownerAddress('/data/shop', 'linux', '/tmp')).toBe('/data/shop/owner.sock')
  expect(ownerAddress(`/${'deep/'.repeat(40)}`, 'darwin', '/tmp')).toMatch(
    /^\/tmp\/tillbridge-[0-9a-f]{16}\.sock$/,
  )
  expect(ownerAddress('C:\\data', 'win32', 'C:\\tmp')).toMatch(/^\\\\\.\\pipe\\tillbridge-[0-9a-f]{16}$/)
})
