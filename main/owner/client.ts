import { connect, type Socket } from 'node:net'
import { type Answer, type Core, CoreEvent } from '../../shared/contract.ts'
import { parseAnswer } from '../../shared/dispatch.ts'
import { message } from '../../shared/message.ts'
import { err } from '../../shared/result.ts'
import type { Clock } from '../support/clock.ts'
import { ask, event, hello, overSocket } from './wire.ts'

/** Another process owns the folder: its core, over the local socket. */
export type OwnerClient = { readonly core: Core; close(): void; readonly closed: Promise<void> }

/** An owner that stands still (stopped in a debugger, a computer out of memory) is not waited for without end. */
const HELLO_MS = 5_000

/** Connects to the owner; null when nobody answers there (it is just starting, just ending, or stands still). */
export async function connectToOwner(
  address: string,
  secret: string,
  clock: Clock,
): Promise<OwnerClient | null> {
  const socket = await open(address)
  if (socket === null) return null
  const connection = overSocket(socket)
  const listeners = new Set<(told: CoreEvent) => void>()
  connection.onNotification(event, (told) => {
    const parsed = CoreEvent.safeParse(told)
    if (parsed.success) for (const listener of listeners) listener(parsed.data)
  })
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  connection.listen()
  const patience = new AbortController()
  const known = await Promise.race([
    connection.sendRequest(hello, { secret }).catch(() => false),
    closed.then(() => false),
    clock.sleep(HELLO_MS, patience.signal).then(
      () => false,
      () => false,
    ),
  ])
  patience.abort()
  if (!known) {
    connection.dispose()
    socket.destroy()
    return null
  }
  const core: Core = {
    async ask(key, input) {
      const gone = err({ message: message('failure.ownerGone') })
      // A socket that ends refuses what is sent to it, and answers nothing that waits: both mean the same.
      const answer = connection.sendRequest(ask, { key, input }).catch(() => null)
      const value = await Promise.race([answer, closed.then(() => null)])
      return value === null ? gone : (parseAnswer(key, value) as Answer<typeof key>)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    core,
    closed,
    close() {
      connection.dispose()
      socket.destroy()
    },
  }
}

function open(address: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(null))
  })
}
