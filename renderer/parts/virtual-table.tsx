// biome-ignore-all lint/a11y/useSemanticElements: rows that are drawn only in sight cannot be table elements
import { type ColumnDef, flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { moveTo } from './move-to.ts'
import { TableRow } from './table-row.tsx'
import classes from './virtual-table.module.css'

const ROW_HEIGHT = 48
const OVERSCAN = 8

/** A place in the list; its value is undefined while it is on the way. */
export type Slot<T> = { readonly index: number; readonly value: T | undefined }

declare module '@tanstack/react-table' {
  interface ColumnMeta<TData, TValue> {
    readonly width: string
    /** Numbers stand at the end. */
    readonly end?: boolean
  }
}

type VirtualTableProps<T> = {
  readonly label: string
  // biome-ignore lint/suspicious/noExplicitAny: columns of one table hold values of different kinds
  readonly columns: ColumnDef<Slot<T>, any>[]
  readonly visible?: Record<string, boolean>
  readonly total: number
  readonly row: (index: number) => T | undefined
  readonly rowId: (value: T) => string
  readonly onSight: (from: number, to: number) => void
  readonly openId?: string | null
  readonly onOpen?: (id: string | null) => void
  readonly onToggle?: (id: string) => void
  readonly isSelected?: (id: string) => boolean
}

/**
 * A table of any length: only the rows in sight are drawn, and the pages they are on are asked for.
 * Arrows, Page and Home/End move, Enter opens, Space selects, Escape closes.
 */
export function VirtualTable<T>(props: VirtualTableProps<T>) {
  const { label, columns, visible = {}, total, row, rowId, onSight, openId = null } = props
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const [active, setActive] = useState(0)
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollPaddingStart: 32,
  })
  const inSight = virtualizer.getVirtualItems()
  const from = inSight.at(0)?.index ?? 0
  const to = inSight.at(-1)?.index ?? 0
  useEffect(() => onSight(from, to), [onSight, from, to])

  const table = useReactTable({
    data: inSight.map(({ index }) => ({ index, value: row(index) })),
    columns,
    state: { columnVisibility: visible },
    getRowId: ({ index }) => String(index),
    getCoreRowModel: getCoreRowModel(),
    // The rows are new at each draw; resetting anything because of that would draw for ever.
    autoResetAll: false,
  })
  const template = table
    .getVisibleLeafColumns()
    .map((column) => column.columnDef.meta?.width ?? '1fr')
    .join(' ')

  const idAt = (index: number) => {
    const value = row(index)
    return value === undefined ? null : rowId(value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1)
    const next = moveTo(event.key, active, total, page)
    const activeId = idAt(active)
    if (next !== null) {
      setActive(next)
      virtualizer.scrollToIndex(next)
    } else if (event.key === 'Enter' && activeId !== null) props.onOpen?.(activeId)
    else if (event.key === ' ' && activeId !== null) props.onToggle?.(activeId)
    else if (event.key === 'Escape') props.onOpen?.(null)
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={box}
      className={classes.box}
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-activedescendant={inSight.some(({ index }) => index === active) ? `${id}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div
        className={classes.head}
        role="row"
        tabIndex={-1}
        aria-rowindex={1}
        style={{ gridTemplateColumns: template }}
      >
        {table.getFlatHeaders().map((header) => (
          <div key={header.id} role="columnheader" tabIndex={-1} data-end={header.column.columnDef.meta?.end}>
            {flexRender(header.column.columnDef.header, header.getContext())}
          </div>
        ))}
      </div>
      <div className={classes.rows} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {table.getRowModel().rows.map((drawn) => {
          const { index, value } = drawn.original
          const key = value === undefined ? null : rowId(value)
          return (
            <TableRow
              key={drawn.id}
              id={`${id}-${index}`}
              row={drawn}
              template={template}
              top={index * ROW_HEIGHT}
              rowIndex={index + 2}
              isActive={index === active}
              isOpen={key !== null && key === openId}
              isSelected={key !== null && (props.isSelected?.(key) ?? false)}
              onClick={() => {
                setActive(index)
                if (key !== null) props.onOpen?.(key)
              }}
            />
          )
        })}
      </div>
    </div>
  )
}
