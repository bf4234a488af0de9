import type { Socket } from 'node:net'
import { createMessageConnection, NotificationType, RequestType1 } from 'vscode-jsonrpc'
import { SocketMessageReader, SocketMessageWriter } from 'vscode-jsonrpc/node'

/** The first word of a client: the secret that only this user can read from the data folder. */
export const hello = new RequestType1<{ secret: string }, boolean, void>('hello')
/** A question of the contract. */
export const ask = new RequestType1<{ key: string; input: unknown }, unknown, void>('ask')
/** What the core tells by itself. */
export const event = new NotificationType<unknown>('event')

/** JSON-RPC over a local socket. The caller listens. */
export const overSocket = (socket: Socket) =>
  createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket))
