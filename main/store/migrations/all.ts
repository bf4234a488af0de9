import { firstLedger } from './0001-first-ledger.ts'
import { refusedInPassing } from './0002-refused-in-passing.ts'
import { handedIn } from './0003-handed-in.ts'
import { pairedBy } from './0004-paired-by.ts'
import { pictures } from './0005-pictures.ts'
import { places } from './0006-places.ts'
import { options } from './0007-options.ts'
import { products } from './0008-products.ts'
import { matrices } from './0009-matrices.ts'
import { components } from './0010-components.ts'
import type { Migration } from './migration.ts'

/** In the order in which they run. */
export const migrations: readonly Migration[] = [
  firstLedger,
  refusedInPassing,
  handedIn,
  pairedBy,
  pictures,
  places,
  options,
  products,
  matrices,
  components,
]
