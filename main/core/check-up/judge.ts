import type { CheckName, Finding } from '../../../shared/check-up.ts'
import type { Permission } from '../../../shared/connect.ts'
import { type Message, message } from '../../../shared/message.ts'
import type { Facts } from './facts.ts'
import { judgeSettings } from './judge-settings.ts'
import { judgeShop } from './judge-shop.ts'
import { good, know, mend } from './verdicts.ts'

/** What the facts mean for the merchant: what is to be mended first, then what is good to know, then what is right. */
export function judge(facts: Facts): readonly Finding[] {
  const findings = [
    ...judgeConnections(facts),
    ...judgeRights(facts),
    ...judgeClock(facts),
    ...(facts.shop.ok ? judgeShop(facts.shop.value) : []),
    ...judgeSettings(facts),
    ...judgeDoubles(facts),
    judgeSpeed(facts),
    ...judgeRoute(facts),
  ]
  const weight = { mend: 0, know: 1, good: 2 } as const
  return findings.toSorted((one, other) => weight[one.verdict] - weight[other.verdict])
}

function judgeConnections({ till, shop }: Facts): Finding[] {
  const broken = [till, shop].flatMap((side) => (side.ok ? [] : [side.error]))
  if (broken.length === 0) return [good('connection', message('checkUp.connection.good'))]
  return broken.map((why) => mend('connection', why, message('checkUp.connection.cure')))
}

function judgeRights({ till, shop }: Facts): Finding[] {
  const sides = [
    { side: 'till', rights: till.ok ? till.value.connected.permissions : [] },
    { side: 'shop', rights: shop.ok ? shop.value.connected.permissions : [] },
  ] as const
  const missing = sides.flatMap(({ side, rights }) =>
    rights.filter(({ given }) => !given).map((right) => missingRight(side, right)),
  )
  const asked = sides.some(({ rights }) => rights.length > 0)
  return missing.length > 0 || !asked ? missing : [good('rights', message('checkUp.rights.good'))]
}

function missingRight(side: 'till' | 'shop', { name, needed }: Permission): Finding {
  const cure = message(side === 'till' ? 'checkUp.rights.tillCure' : 'checkUp.rights.shopCure')
  // The merchant's word for the right, and what is lost without it, stand in the text catalogue under its name.
  const what = message('checkUp.rights.missing', { right: name })
  return needed ? mend('rights', what, cure) : know('rights', what, cure)
}

/** Magento refuses keys of a clock ten minutes ahead (recorded 2.4.7); half of that is still harmless. */
const MOST_AHEAD_MS = 5 * 60_000

function judgeClock({ ahead }: Facts): Finding[] {
  const told = [ahead.shop, ahead.till].filter((ms) => ms !== null)
  const [first] = told
  if (first === undefined) return []
  const worst = told.reduce((most, ms) => (Math.abs(ms) > Math.abs(most) ? ms : most), first)
  if (Math.abs(worst) <= MOST_AHEAD_MS) return [good('clock', message('checkUp.clock.good'))]
  const seconds = Math.round(Math.abs(worst) / 1000)
  const what: Message =
    worst > 0 ? message('checkUp.clock.ahead', { seconds }) : message('checkUp.clock.behind', { seconds })
  return [mend('clock', what, message('checkUp.clock.cure'))]
}

function judgeDoubles({ doubles, toCreate, rules }: Facts): Finding[] {
  if (toCreate === null) return []
  const of = (
    check: CheckName & ('till-doubles' | 'shop-doubles' | 'barcode-doubles'),
    found: Facts['doubles']['till'],
  ) =>
    found.length === 0
      ? good(check, message(`checkUp.${check}.good`))
      : mend(
          check,
          message(`checkUp.${check}.found`, { count: found.length }),
          message(`checkUp.${check}.cure`),
          found.map(({ sku, names }) => `${sku}: ${names.join(', ')}`),
        )
  return [
    of('till-doubles', doubles.till),
    of('shop-doubles', doubles.shop),
    ...(rules.barcodeAttribute === null ? [] : [of('barcode-doubles', doubles.barcode)]),
  ]
}

function judgeSpeed({ saveTime, toCreate }: Facts): Finding {
  if (saveTime === null || saveTime.saves < 1) return know('speed', message('checkUp.speed.unknown'))
  const each = saveTime.ms / saveTime.saves
  const perSave = { ms: Math.round(each) }
  if (toCreate === null || toCreate === 0) return know('speed', message('checkUp.speed.known', perSave))
  // Products are made one after another.
  const seconds = Math.ceil((toCreate * each) / 1000)
  return know('speed', message('checkUp.speed.first', { ...perSave, count: toCreate, seconds }))
}

const judgeRoute = ({ route }: Facts): Finding[] =>
  route === null ? [] : [know('route', message(`route.${route.why}`))]
