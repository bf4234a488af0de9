import { holdLock } from '../../../main/store/lock.ts'

/** Says whether it got the lock, and holds it until it is killed. */
const [, , file = ''] = process.argv
process.stdout.write(holdLock(file) === null ? 'refused' : 'held')
setInterval(() => {}, 60_000)
