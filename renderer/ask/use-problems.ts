import { useAsk } from './use-ask.ts'

/** As many as are ever shown at once; more than this is one rule or one connection gone wrong, and one cause. */
const MOST = 500

/** What needs the merchant, the most expensive first. */
export const useProblems = () => useAsk('problems', { offset: 0, limit: MOST })
