/**
 * Where chance begins. Another one at each start; a failing one comes back with `TILLBRIDGE_SEED=<seed>`.
 *
 * The titles of the tests show it.
 */
export const seed = Number(process.env.TILLBRIDGE_SEED ?? Date.now() % 1_000_000)
