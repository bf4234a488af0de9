import { hash } from 'node:crypto'
import { ItemId, matrixItemId } from '../../../shared/ids.ts'
import type { Job } from '../../../shared/job.ts'
import type { NewProblem } from '../../../shared/problem.ts'
import type { Raw, Row } from '../../lightspeed/pages.ts'
import type { Item } from '../../lightspeed/resource/items.ts'
import type { ItemMatrix } from '../../lightspeed/resource/matrices.ts'
import type { Digest, NewItem } from '../../store/item.ts'
import { isRecord } from '../mapping/read.ts'
import { resolveSku, type SkuRules } from '../sku.ts'

type Read<T> = Extract<Row<T>, { kind: 'read' }>
type Unreadable = Extract<Row<unknown>, { kind: 'unreadable' }>

/** What tells one state of an item from another. Its stock rows come and go by themselves. */
export function digestOf({ ItemShops, ...rest }: Raw): Digest {
  return { record: shortened(rest), stock: ItemShops === undefined ? null : shortened(ItemShops) }
}

const shortened = (value: unknown): string => hash('sha256', JSON.stringify(value), 'base64')

/** An item of the till as the mirror keeps it: its columns, and the record as it came, without the stock rows. */
export function newItem({ record, raw }: Read<Item>, rules: SkuRules): NewItem {
  const { ItemShops: _, ...rest } = raw
  const sku = resolveSku({ ...record, itemId: record.itemID, name: record.description }, rules)
  return {
    itemId: record.itemID,
    timeStamp: record.timeStamp,
    archived: record.archived,
    matrixId: record.itemMatrixID,
    itemType: record.itemType,
    name: record.description,
    customSku: record.customSku,
    systemSku: record.systemSku,
    manufacturerSku: record.manufacturerSku,
    upc: record.upc,
    ean: record.ean,
    published: record.publishToEcom ?? false,
    categoryId: record.categoryID,
    tagIds: record.TagRelations.map(({ tagID }) => tagID),
    components: record.ItemComponents.flatMap(({ componentItemID, quantity }) => {
      const component = ItemId.safeParse(componentItemID)
      return component.success ? [{ itemId: component.data, quantity }] : []
    }),
    sku: sku.ok ? sku.sku : null,
    digest: digestOf(raw),
    raw: rest,
  }
}

/** A matrix as the mirror keeps it, among the items: it has no codes and no stock, and goes online with its variants. */
export function newMatrix({ record, raw }: Read<ItemMatrix>, rules: SkuRules): NewItem {
  const itemId = matrixItemId(record.itemMatrixID)
  const none = { customSku: '', systemSku: '', manufacturerSku: '', upc: '', ean: '' }
  const sku = resolveSku({ ...none, itemId, name: record.description }, rules)
  return {
    ...none,
    itemId,
    timeStamp: record.timeStamp,
    archived: record.archived,
    matrixId: null,
    itemType: 'matrix',
    name: record.description,
    published: true,
    categoryId: record.categoryID,
    tagIds: record.TagRelations.map(({ tagID }) => tagID),
    components: [],
    sku: sku.ok ? sku.sku : null,
    digest: digestOf(raw),
    raw,
  }
}

/** Whose records are read: an item's and a matrix's bear their own id, a stock row names its item. */
export type RecordKind = 'item' | 'matrix' | 'shop-row'

/** Whom an unreadable record is about. */
export function unreadableItem({ id, raw }: Unreadable, of: RecordKind): ItemId | null {
  const named = of === 'shop-row' ? (isRecord(raw) ? raw.itemID : null) : id
  const text = typeof named === 'number' ? String(named) : named
  const parsed = ItemId.safeParse(of === 'matrix' && typeof text === 'string' ? `-${text}` : text)
  return parsed.success ? parsed.data : null
}

/** A record that does not even say whose it is. */
export const isNameless = (row: Row<unknown>, of: RecordKind): boolean =>
  row.kind === 'unreadable' && unreadableItem(row, of) === null

/** A problem of the job, as there is no item to tell it of; by the name that it bears, if it bears one. */
export function namelessProblem({ id, raw, issues }: Unreadable, job: Job): NewProblem {
  const said = isRecord(raw) ? raw.description : null
  const name = typeof said === 'string' && said !== '' ? said : `#${id ?? '?'}`
  return {
    kind: 'record-unreadable',
    subject: { kind: 'job', job },
    params: { name },
    details: issues.join('\n'),
  }
}

/** One bad record is a problem of that item and of no other. */
export function unreadableProblem(
  itemId: ItemId,
  name: string | null,
  issues: readonly string[],
): NewProblem {
  return {
    kind: 'record-unreadable',
    subject: { kind: 'item', itemId, sku: null, name: name ?? `#${itemId}` },
    params: { name: name ?? `#${itemId}` },
    details: issues.join('\n'),
  }
}
