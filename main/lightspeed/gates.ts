import type { Instant } from '../../shared/ids.ts'
import { err, type Result } from '../../shared/result.ts'
import { type Clock, instant } from '../support/clock.ts'
import type { HttpResponse } from '../support/http.ts'
import { slept } from './cancel.ts'
import type { Limits } from './limits.ts'
import { AGES_EVERY_MS, nextInLine, type Place } from './queue.ts'

/** A request before the gates. */
export type Ask = Place & {
  /** Expected units of the bucket. */
  readonly cost: number
  readonly signal: AbortSignal
  /** The expected end of a wait of a second or more, and null when it is over. */
  onWait(until: Instant | null): void
  /** Told of each time that it was sent and answered. */
  onSent(was: { readonly waitedMs: number; readonly rateLimited: boolean }): void
}

export type Gates = {
  /**
   * Sends when it is this request's turn and it fits; an answer 429 is waited out and the request sent again in its
   * old place. Only the caller's signal ends the waiting.
   */
  pass<E>(
    ask: Ask,
    send: () => Promise<Result<HttpResponse, E>>,
  ): Promise<Result<HttpResponse, E | { readonly kind: 'cancelled' }>>
  /** Until when the next request in line waits. */
  waitsUntil(): Instant | null
}

type Ticket = Ask & {
  /** What `onWait` was told last. */
  told: Instant | null
  /** Sends it; resolves when it is on its way. */
  go(): Promise<void>
}

/** A pause that nobody needs to see. */
const SHORT_MS = 1000

/** One line of waiting requests: whose turn it is goes as soon as the limits are open for it. */
export function createGates(parts: { clock: Clock; limits: Limits; changed(): void }): Gates {
  const { clock, limits, changed } = parts
  const waiting: Ticket[] = []
  let waitsUntil: Instant | null = null
  let pumping = false
  let stirs = 0
  let wake = (): void => {}

  /** Something changed: whoever naps looks again. */
  const stir = (): void => {
    stirs += 1
    wake()
  }

  async function nap(ms: number, stirsBefore: number): Promise<void> {
    if (stirs !== stirsBefore) return
    const alarm = new AbortController()
    wake = () => alarm.abort()
    await slept(clock, ms, alarm.signal)
    wake = () => {}
  }

  async function pump(): Promise<void> {
    if (pumping) return
    pumping = true
    try {
      await sendAll()
    } finally {
      pumping = false
      tellAll(null)
    }
  }

  /** Sends one request after the other while any waits. */
  async function sendAll(): Promise<void> {
    for (;;) {
      const stirsBefore = stirs
      const next = nextInLine(waiting, clock.now())
      if (next === undefined) return
      const ms = await limits.untilOpen(next)
      if (ms > 0) {
        tellAll(ms < SHORT_MS ? null : instant(clock.now() + ms))
        // Growing older may open the gate sooner.
        await nap(Math.min(ms, AGES_EVERY_MS), stirsBefore)
      } else if (leave(next)) {
        await next.go()
      }
    }
  }

  /** False when it has left already. */
  function leave(ticket: Ticket): boolean {
    const at = waiting.indexOf(ticket)
    if (at < 0) return false
    waiting.splice(at, 1)
    tell(ticket, null)
    return true
  }

  function tell(ticket: Ticket, until: Instant | null): void {
    if (ticket.told !== until) ticket.onWait(until)
    ticket.told = until
  }

  function tellAll(until: Instant | null): void {
    for (const ticket of waiting) tell(ticket, until)
    if (waitsUntil === until) return
    waitsUntil = until
    changed()
  }

  function once<E>(
    ask: Ask,
    send: () => Promise<Result<HttpResponse, E>>,
  ): Promise<Result<HttpResponse, E> | 'cancelled' | 'rate-limited'> {
    const from = clock.now()
    return new Promise((resolve, reject) => {
      const ticket: Ticket = {
        ...ask,
        told: null,
        go: () => {
          ask.signal.removeEventListener('abort', cancel)
          const waitedMs = clock.now() - from
          const sendAndTell = async (number: number): Promise<void> => {
            const answer = await send()
            const rateLimited = limits.learn(number, answer)
            ask.onSent({ waitedMs, rateLimited })
            resolve(rateLimited ? 'rate-limited' : answer)
            changed()
            stir()
          }
          return limits.start(ask.cost, (number) => sendAndTell(number).catch(reject))
        },
      }
      const cancel = (): void => {
        leave(ticket)
        stir()
        resolve('cancelled')
      }
      if (ask.signal.aborted) return resolve('cancelled')
      ask.signal.addEventListener('abort', cancel, { once: true })
      waiting.push(ticket)
      stir()
      pump().catch(reject)
    })
  }

  return {
    waitsUntil: () => waitsUntil,
    pass: async (ask, send) => {
      for (;;) {
        const came = await once(ask, send)
        if (came === 'cancelled') return err({ kind: 'cancelled' })
        if (came !== 'rate-limited') return came
      }
    },
  }
}
