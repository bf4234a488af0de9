import type { Fault } from '../sandbox/fault.ts'
import { createRandom, type Random } from '../sandbox/random.ts'
import { WITHIN_MINUTES } from './computer.ts'
import { DAY_MINUTES, type Event, type Story } from './story.ts'

const ITEMS = 40
const DAYS = 30
const OPENS = 9 * 60
const CLOSES = 18 * 60
/** Nothing new happens for so long before both sides are compared: two rounds of the slower schedule, and some. */
const QUIET = 150

/** Thirty days of a shop, invented from a number: the same number, the same days. */
export function inventStory(seed: number, schedule: Story['schedule'] = 'tenth'): Story {
  const random = createRandom(seed)
  const items = Array.from({ length: ITEMS }, (_, index) => String(index + 1))
  const checks = Array.from(
    { length: DAYS / 5 },
    (_, index) => (5 * index + 4) * DAY_MINUTES + CLOSES + QUIET,
  )
  const events: Event[] = checks.map((at) => ({ at, kind: 'check' }))
  for (let day = 0; day < DAYS; day += 1)
    events.push(
      ...[
        ...trade(random, items, day),
        ...pictures(random, items, day),
        ...website(random, items, day),
        ...troubles(random, day),
      ],
    )
  const other = createRandom(seed + 1_000_000)
  for (let day = 0; day < DAYS; day += 1) events.push(...moves(other, items, day))
  const fair = events.filter((event) => event.kind === 'check' || isFair(event, checks))
  return {
    seed,
    schedule,
    items: ITEMS,
    days: DAYS,
    multiSource: !random.chance(0.25),
    pictures: true,
    places: true,
    events: fair.toSorted((a, b) => a.at - b.at),
  }
}

const SLOW_ITEMS = 240
const SLOW_DAYS = 6

/**
 * Some days of a shop that takes seconds to save a product, so that its queue pays, and of long lists of changes. The
 * queue stands still, is late or loses what it was given; everything else goes wrong as well.
 */
export function inventSlowStory(seed: number): Story {
  const random = createRandom(seed)
  const items = Array.from({ length: SLOW_ITEMS }, (_, index) => String(index + 1))
  const checks = [SLOW_DAYS / 2, SLOW_DAYS].map((day) => (day - 1) * DAY_MINUTES + CLOSES + QUIET)
  const events: Event[] = checks.map((at) => ({ at, kind: 'check' }))
  for (let day = 0; day < SLOW_DAYS; day += 1)
    events.push(
      ...trade(random, items, day),
      ...pictures(random, items, day),
      ...website(random, items, day),
      ...troubles(random, day),
      ...longLists(random, day),
    )
  const fair = events.filter((event) => event.kind === 'check' || isFair(event, checks))
  return {
    seed,
    schedule: 'tenth',
    items: SLOW_ITEMS,
    days: SLOW_DAYS,
    multiSource: !random.chance(0.25),
    pictures: true,
    saveMs: random.between(4000, 8000),
    events: fair.toSorted((a, b) => a.at - b.at),
  }
}

/** Long lists of changes, and what happens to the queue that they go through. */
function longLists(random: Random, day: number): Event[] {
  const at = (): number => day * DAY_MINUTES + random.between(0, DAY_MINUTES * 60) / 60
  return [
    ...many(random, 1.5, () => ({ at: at(), kind: 'rename-all', word: nameOf(random) })),
    ...many(random, 0.7, () => ({ at: at(), kind: 'queue-stops', minutes: random.between(1, 600) })),
    ...many(random, 0.4, () => ({
      at: at(),
      kind: 'queue-late',
      by: random.between(1, 240),
      minutes: random.between(1, 600),
    })),
    ...many(random, 0.5, () => ({ at: at(), kind: 'queue-loses', count: random.between(1, 40) })),
  ]
}

/** Over before the next check, and nothing after the last. */
function isFair(event: Event, checks: readonly number[]): boolean {
  const next = checks.find((at) => at > event.at)
  return next !== undefined && endOf(event) < next - QUIET
}

function endOf(event: Event): number {
  const end = event.at + ('minutes' in event ? event.minutes : 0)
  return event.kind === 'crash' ? end + WITHIN_MINUTES : end
}

/** How often something happens that happens so often on average. */
function times(random: Random, average: number): number {
  const whole = Math.floor(average)
  return whole + (random.chance(average - whole) ? 1 : 0)
}

function many(random: Random, average: number, make: () => Event): Event[] {
  return Array.from({ length: times(random, average) }, make)
}

/** What goes on at the till while the shops are open. */
function trade(random: Random, items: string[], day: number): Event[] {
  const at = (): number => day * DAY_MINUTES + random.between(OPENS * 60, CLOSES * 60) / 60
  const item = (): string => items[random.between(0, items.length - 1)] ?? '1'
  const shop = (): number => random.between(1, 2)
  const amount = (): number => random.between(199, 19_999) / 100
  return [
    ...many(random, 12, () => ({ at: at(), kind: 'sell', item: item(), shop: shop(), units: 1 })),
    ...many(random, 3, () => ({
      at: at(),
      kind: 'receive',
      item: item(),
      shop: shop(),
      units: random.between(1, 12),
    })),
    ...many(random, 0.4, () => ({
      at: at(),
      kind: 'count',
      item: item(),
      shop: shop(),
      units: random.between(0, 9),
    })),
    ...many(random, 1, () => ({ at: at(), kind: 'price', item: item(), amount: amount() })),
    ...many(random, 0.7, () => ({ at: at(), kind: 'rename', item: item(), name: nameOf(random) })),
    ...many(random, 0.3, () => ({ at: at(), kind: 'describe', item: item(), text: textOf(random) })),
    ...many(random, 1, () => ({
      at: at(),
      kind: random.pick(['archive', 'unarchive', 'unarchive', 'publish', 'publish', 'unpublish']),
      item: item(),
    })),
    ...many(random, 1, () => ({
      at: at(),
      kind: 'vary',
      item: item(),
      ...(random.chance(0.5)
        ? { place: 'attribute1', value: random.pick(['Moss', 'Sand', 'Rust']) }
        : { place: 'attribute2', value: random.pick(['S', 'M', 'L', '12']) }),
    })),
    ...many(random, 0.3, () => ({ at: at(), kind: 'rename-matrix', item: item(), name: nameOf(random) })),
    ...many(random, 0.4, () => {
      const made = `new-${items.length + 1 - ITEMS}`
      items.push(made)
      const sku = random.chance(0.1) ? `SBX/${made} "x"` : random.chance(0.1) ? '' : `SBX-${made}`
      return {
        at: at(),
        kind: 'new',
        item: made,
        name: nameOf(random),
        sku,
        amount: amount(),
        units: random.between(0, 9),
      }
    }),
  ]
}

const files = ['front.jpg', 'side.png', 'IMG_0042.JPG', 'détail (1).jpg'] as const
/** Few enough that some are put in twice. */
const lookOf = (random: Random): string => `look ${random.between(1, 40)}`

/** What happens to pictures, at the till and in the web shop. */
function pictures(random: Random, items: readonly string[], day: number): Event[] {
  const at = (): number => day * DAY_MINUTES + random.between(OPENS * 60, CLOSES * 60) / 60
  const item = (): string => items[random.between(0, items.length - 1)] ?? '1'
  const place = (): number => random.between(0, 3)
  const [file, look] = [() => random.pick(files), () => lookOf(random)]
  return [
    ...many(random, 0.8, () => ({ at: at(), kind: 'picture', item: item(), look: look(), file: file() })),
    ...many(random, 0.4, () => ({
      at: at(),
      kind: 'picture-replaced',
      item: item(),
      place: place(),
      look: look(),
      file: file(),
    })),
    ...many(random, 0.4, () => ({
      at: at(),
      kind: random.pick(['picture-gone', 'picture-first']),
      item: item(),
      place: place(),
    })),
    ...many(random, 0.2, () => ({ at: at(), kind: 'picture-by-hand', item: item(), look: `hand-${day}` })),
  ]
}

const adjectives = ['Brass', 'Crème', 'Blue', 'Large', 'Old “N°5”', 'Ünïque', 'Tiny & light'] as const
const nouns = ['bell', 'kettle', 'lamp', 'tent 2"', 'boot', 'knife', '雨傘', 'mug <b>'] as const
const nameOf = (random: Random): string =>
  `${random.pick(adjectives)} ${random.pick(nouns)}${random.chance(0.7) ? ` ${random.between(1, 99)}` : ''}`
const textOf = (random: Random): string =>
  random.chance(0.2) ? '' : `A ${nameOf(random)}.\nMade ${random.between(1900, 2025)}.`

/** What the merchant does in the web shop. */
function website(random: Random, items: readonly string[], day: number): Event[] {
  const at = (): number => day * DAY_MINUTES + random.between(OPENS, CLOSES + 180)
  const item = (): string => items[random.between(0, items.length - 1)] ?? '1'
  return [
    ...many(random, 0.6, () => ({
      at: at(),
      kind: 'edit',
      item: item(),
      code: random.pick(['meta_title', 'meta_description']),
      value: nameOf(random),
    })),
    ...many(random, 0.3, () => {
      const code = random.pick(['name', 'price', 'status'])
      const value =
        code === 'name'
          ? nameOf(random)
          : code === 'price'
            ? String(random.between(1, 99))
            : random.pick(['1', '2'])
      return { at: at(), kind: 'edit', item: item(), code, value }
    }),
  ]
}

const tags = ['sale', 'newarrival', 'vegan'] as const

/** What happens to categories and tags, at the till and by the merchant's hand. */
function moves(random: Random, items: readonly string[], day: number): Event[] {
  const at = (): number => day * DAY_MINUTES + random.between(OPENS * 60, CLOSES * 60) / 60
  const item = (): string => items[random.between(0, items.length - 1)] ?? '1'
  const category = (): number => random.between(0, 99)
  return [
    ...many(random, 0.8, () => ({
      at: at(),
      kind: 'put',
      item: item(),
      category: random.chance(0.1) ? null : category(),
    })),
    ...many(random, 0.6, () => ({
      at: at(),
      kind: random.pick(['tag', 'tag', 'untag']),
      item: item(),
      tag: random.pick(tags),
    })),
    ...many(random, 0.3, () => ({ at: at(), kind: 'pick', item: item() })),
    ...many(random, 0.3, () => ({
      at: at(),
      kind: random.pick(['rename-category', 'add-category']),
      category: category(),
      name: nameOf(random),
    })),
    ...many(random, 0.2, () => ({
      at: at(),
      kind: 'move-category',
      category: category(),
      under: random.chance(0.3) ? null : category(),
    })),
    ...many(random, 0.1, () => ({ at: at(), kind: 'delete-category', category: category() })),
  ]
}

/** What goes wrong: with the services, on the way to them, and with the computer. */
function troubles(random: Random, day: number): Event[] {
  const at = (): number => day * DAY_MINUTES + random.between(0, DAY_MINUTES * 60) / 60
  const night = day * DAY_MINUTES + random.between(CLOSES + 10, CLOSES + 240)
  return [
    ...many(random, 0.6, () => ({
      at: at(),
      kind: 'fault',
      service: random.pick(['lightspeed', 'magento']),
      fault: faultOf(random),
      minutes: random.between(5, 240),
    })),
    ...many(random, 0.15, () => ({ at: at(), kind: 'offline', minutes: random.between(1, 600) })),
    ...many(random, 0.07, () => ({ at: at(), kind: 'maintenance', minutes: random.between(1, 60) })),
    ...many(random, 0.15, () => ({ at: at(), kind: 'pour', units: random.between(10, 80) })),
    ...many(random, 0.9, () => ({
      at: night,
      kind: 'sleep',
      // on Sundays the shops are closed
      minutes: random.between(9 * 60, 13 * 60) + (day % 7 === 2 ? DAY_MINUTES : 0),
      told: random.chance(0.7),
    })),
    ...many(random, 0.2, () => ({
      at: at(),
      kind: 'sleep',
      minutes: random.between(1, 90),
      told: random.chance(0.7),
    })),
    ...many(random, 0.35, () => ({
      at: at(),
      kind: 'crash',
      steps: random.between(1, random.pick([20, 200, 2000])),
      minutes: random.between(1, 60),
    })),
    ...many(random, 0.1, () => ({ at: at(), kind: 'restart', minutes: random.between(1, 60) })),
    ...many(random, 0.04, () => ({
      at: at(),
      kind: 'clock',
      by: random.between(-300, 300),
      minutes: random.between(1, 300),
    })),
  ]
}

/** One of the ways in which a service answers badly, for a share of the requests. */
function faultOf(random: Random): Fault {
  const kind = random.pick<Omit<Fault, 'route'>>([
    { status: 500 },
    { status: 502, html: true },
    { status: 503 },
    { status: 504, html: true, when: 'after' },
    { dropped: true },
    { loseAnswer: true },
    { truncated: true },
    { html: true },
    { latencyMs: 90_000 },
    { latencyMs: 5000 },
  ])
  return {
    route: '*',
    ...kind,
    probability: random.pick([0.05, 0.3, 0.6, 1]),
    seed: random.between(1, 1_000_000),
  }
}
