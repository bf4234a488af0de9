// biome-ignore-all lint/a11y/useSemanticElements: rows that are drawn only in sight cannot be table elements
import { flexRender, type Row } from '@tanstack/react-table'
import classes from './virtual-table.module.css'

type TableRowProps<T> = {
  readonly id: string
  readonly row: Row<T>
  readonly template: string
  readonly top: number
  readonly rowIndex: number
  readonly isActive: boolean
  readonly isOpen: boolean
  readonly isSelected: boolean
  readonly onClick: () => void
}

/** One row of a virtual table. Keys are handled by the table, which keeps the focus. */
export function TableRow<T>(props: TableRowProps<T>) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is handled by the table, which holds the focus
    <div
      id={props.id}
      className={classes.row}
      role="row"
      tabIndex={-1}
      aria-rowindex={props.rowIndex}
      aria-selected={props.isSelected}
      data-active={props.isActive}
      data-open={props.isOpen}
      style={{ gridTemplateColumns: props.template, transform: `translateY(${props.top}px)` }}
      onClick={props.onClick}
    >
      {props.row.getVisibleCells().map((cell) => (
        <div
          key={cell.id}
          className={classes.cell}
          role="gridcell"
          tabIndex={-1}
          data-end={cell.column.columnDef.meta?.end}
        >
          {flexRender(cell.column.columnDef.cell, cell.getContext())}
        </div>
      ))}
    </div>
  )
}
