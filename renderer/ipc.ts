import { z } from 'zod'
import { type Answer, type CallKey, type Calls, CoreEvent, calls, type Input } from '../shared/contract.ts'
import { Desktop } from '../shared/desktop.ts'
import { Failure, message } from '../shared/message.ts'
import { err, ok, type Result } from '../shared/result.ts'

/** What the preload script lends to this page. Nothing of it is trusted: each value is parsed here. */
type Bridge = {
  ask(key: string, input: unknown): Promise<unknown>
  listen(listener: (event: unknown) => void): () => void
  onOpen(listener: (place: unknown) => void): () => void
  openLink(url: string): Promise<unknown>
  openLogs(): Promise<unknown>
  savePlan(runId: number): Promise<unknown>
  desktop(): Promise<unknown>
}

declare global {
  interface Window {
    readonly tillbridge?: Bridge
  }
}

/** Where a notification, the tray or a second start wants the window to be. */
export const Place = z.object({ page: z.string(), problemId: z.number().int().nullable() })
export type Place = z.infer<typeof Place>

const Reply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: Failure }),
])

const noAnswer = message('failure.no-answer')
const unreadable = message('failure.unreadable-answer')

/** Asks the core. Every way of going wrong, ours included, is a failure with a sentence. */
export async function ask<K extends CallKey>(key: K, input: Input<K>): Promise<Answer<K>> {
  const bridge = window.tillbridge
  if (bridge === undefined) return err({ message: noAnswer })
  const answer = await bridge.ask(key, input).then(ok, err)
  if (!answer.ok) return err({ message: noAnswer, details: String(answer.error) })
  const reply = Reply.safeParse(answer.value)
  if (!reply.success) return err({ message: unreadable, details: reply.error.message })
  if (!reply.data.ok) return err(reply.data.error)
  const call: Calls[K] = calls[key]
  const value = call.output.safeParse(reply.data.value)
  // The schema belongs to the key, which TypeScript does not follow through the union of calls.
  if (value.success) return ok(value.data) as Answer<K>
  return err({ message: unreadable, details: value.error.message })
}

/** Hears what the core tells by itself. An event of a newer core that this page does not know is left out. */
export function listen(listener: (event: CoreEvent) => void): () => void {
  return (
    window.tillbridge?.listen((told) => {
      const event = CoreEvent.safeParse(told)
      if (event.success) listener(event.data)
    }) ?? (() => {})
  )
}

const openers = new Set<(place: Place) => void>()
let early: Place | null = null

/** Must be called before the first render: the place may be told while nobody listens yet. */
export function hearPlaces(): void {
  window.tillbridge?.onOpen((told) => {
    const place = Place.safeParse(told)
    if (!place.success) return
    if (openers.size === 0) early = place.data
    for (const open of openers) open(place.data)
  })
}

/** Tells where the window is wanted, what was told before included. */
export function onOpen(listener: (place: Place) => void): () => void {
  openers.add(listener)
  if (early !== null) listener(early)
  early = null
  return () => openers.delete(listener)
}

/** Opens an address in the merchant's browser, if it belongs to one of the two services. */
export const openLink = (url: string): void => void window.tillbridge?.openLink(url)

/** What the desktop shows of the program; null where it cannot be told. */
export async function askDesktop(): Promise<Desktop | null> {
  const told = Desktop.safeParse(await window.tillbridge?.desktop())
  return told.success ? told.data : null
}

const Saved = z.string().nullable()

/** Saves a plan as a table in a file that the merchant chooses; null when none was chosen. */
export async function savePlan(runId: number): Promise<Result<string | null, Failure>> {
  const bridge = window.tillbridge
  if (bridge === undefined) return err({ message: noAnswer })
  const reply = Reply.safeParse(await bridge.savePlan(runId))
  if (!reply.success) return err({ message: unreadable, details: reply.error.message })
  if (!reply.data.ok) return err(reply.data.error)
  const file = Saved.safeParse(reply.data.value)
  return file.success ? ok(file.data) : err({ message: unreadable, details: file.error.message })
}

/** Shows the log file in its folder. */
export const openLogs = (): void => void window.tillbridge?.openLogs()
