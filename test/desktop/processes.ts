import { readdirSync, readFileSync } from 'node:fs'

// What the processes of an app cost, as Linux counts it.

/** Clock ticks a second in /proc: 100 on every Linux that there is. */
const TICKS = 100

/** A process and all that it started. */
export function treeOf(pid: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), Number(statOf(Number(name))[1])]),
  )
  const tree = [pid]
  for (const member of tree) {
    for (const [child, parent] of parents) if (parent === member) tree.push(child)
  }
  return tree
}

/** How many of them draw a page. */
export const renderers = (pids: readonly number[]): number =>
  pids.filter((pid) => read(pid, 'cmdline').includes('--type=renderer')).length

/** Seconds of one core that they have used since they began. */
export const cpuSeconds = (pids: readonly number[]): number =>
  sum(pids.map((pid) => (Number(statOf(pid)[11]) + Number(statOf(pid)[12])) / TICKS))

/** Memory that is theirs, shared pages divided among those who share them, in MiB. */
export const pssMiB = (pids: readonly number[]): number =>
  sum(pids.map((pid) => Number(/^Pss:\s+(\d+)/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0))) / 1024

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** The fields of `stat` from the state on: a program's name can hold anything before it. */
function statOf(pid: number): string[] {
  const stat = read(pid, 'stat')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** Empty when the process has ended meanwhile. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return ''
  }
}
