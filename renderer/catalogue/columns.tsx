import { Checkbox } from '@mantine/core'
import { createColumnHelper } from '@tanstack/react-table'
import type { ItemRow } from '../../shared/item.ts'
import { useCurrency } from '../ask/use-currency.ts'
import type { Slot } from '../parts/virtual-table.tsx'
import { Time } from '../words/time.tsx'
import { useWords } from '../words/words.tsx'
import classes from './columns.module.css'
import { ItemState } from './item-state.tsx'

const column = createColumnHelper<Slot<ItemRow>>()

type Choosing = {
  readonly isSelected: (itemId: string) => boolean
  readonly toggle: (itemId: string) => void
}

/** The columns of the catalogue; the one of least worth leaves first when the panel opens. */
export function useItemColumns({ isSelected, toggle }: Choosing) {
  const { t, money, number } = useWords()
  const currency = useCurrency()
  return [
    column.display({
      id: 'select',
      header: () => <span className={classes.unseen}>{t('catalogue.column.select')}</span>,
      meta: { width: '20px' },
      cell: ({ row: { original } }) =>
        original.value === undefined ? null : (
          <Checkbox
            tabIndex={-1}
            aria-label={t('catalogue.select', { name: original.value.name })}
            checked={isSelected(original.value.itemId)}
            onChange={() => original.value && toggle(original.value.itemId)}
            onClick={(event) => event.stopPropagation()}
          />
        ),
    }),
    column.accessor((slot) => slot.value, {
      id: 'item',
      header: t('catalogue.column.item'),
      meta: { width: 'minmax(140px, 1fr)' },
      cell: ({ getValue }) => {
        const item = getValue()
        if (item === undefined) return <span className={classes.bone} />
        return (
          <span className={classes.item}>
            <span className={classes.name} title={item.name}>
              {item.name}
            </span>
            <span className={classes.sku}>{item.sku ?? t('catalogue.noSku')}</span>
          </span>
        )
      },
    }),
    column.accessor((slot) => slot.value?.price, {
      id: 'price',
      header: t('catalogue.column.price'),
      meta: { width: '88px', end: true },
      cell: ({ getValue }) => dashed(getValue(), (price) => money(price, currency)),
    }),
    column.accessor((slot) => slot.value?.stock, {
      id: 'stock',
      header: t('catalogue.column.stock'),
      meta: { width: '52px', end: true },
      cell: ({ getValue }) => dashed(getValue(), number),
    }),
    column.accessor((slot) => slot.value?.state, {
      id: 'state',
      header: t('catalogue.column.state'),
      meta: { width: '112px' },
      cell: ({ getValue }) => {
        const state = getValue()
        return state === undefined ? null : <ItemState state={state} />
      },
    }),
    column.accessor((slot) => slot.value?.lastSentAt, {
      id: 'sent',
      header: t('catalogue.column.sent'),
      meta: { width: '136px' },
      cell: ({ getValue }) => {
        const at = getValue()
        return at == null ? null : (
          <span className={classes.age}>
            <Time at={at} as="age" />
          </span>
        )
      },
    }),
  ]
}

/** What is not there is a dash; what is not loaded yet is nothing. */
function dashed<T>(value: T | null | undefined, show: (value: T) => string): string | null {
  if (value === undefined) return null
  return value === null ? '–' : show(value)
}
