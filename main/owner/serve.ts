import { timingSafeEqual } from 'node:crypto'
import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import type { Core } from '../../shared/contract.ts'
import { answerQuestion } from '../../shared/dispatch.ts'
import { message } from '../../shared/message.ts'
import { err } from '../../shared/result.ts'
import { ask, event, hello, overSocket } from './wire.ts'

/**
 * Serves the contract on the local socket. Whoever does not know the secret is told nothing.
 * The caller holds the folder's lock, so a socket file that lies there belongs to nobody.
 */
export async function serveOwner(
  core: Core,
  address: string,
  secret: string,
): Promise<{ close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    attach(core, socket, secret)
  })
  if (!address.startsWith('\\\\')) rmSync(address, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
  if (!address.startsWith('\\\\')) chmodSync(address, 0o600)
  return {
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

function attach(core: Core, socket: Socket, secret: string): void {
  const connection = overSocket(socket)
  let known = false
  const stop = core.listen((told) => {
    if (known) void connection.sendNotification(event, told).catch(() => socket.destroy())
  })
  socket.on('close', () => {
    stop()
    connection.dispose()
  })
  connection.onRequest(hello, (said) => {
    known = isSame(said.secret, secret)
    return known
  })
  connection.onRequest(ask, (question) =>
    known ? answerQuestion(core, question) : err({ message: message('failure.notAllowed') }),
  )
  connection.listen()
}

function isSame(said: unknown, secret: string): boolean {
  if (typeof said !== 'string') return false
  const [a, b] = [Buffer.from(said), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}
