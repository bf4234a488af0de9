import type { Failure } from '../../shared/message.ts'
import { Bones } from '../parts/bones.tsx'
import { Failed } from '../parts/failed.tsx'
import classes from './no-core.module.css'

/** Before the first answer, and when there is none. */
export function NoCore({ failure, retry }: { failure: Failure | null; retry: () => void }) {
  return (
    <main className={classes.page}>
      {failure === null ? <Bones /> : <Failed failure={failure} retry={retry} />}
    </main>
  )
}
