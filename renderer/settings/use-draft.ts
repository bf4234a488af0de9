import { useState } from 'react'
import type { Mapping } from '../../shared/mapping.ts'
import type { Rules } from '../../shared/rules.ts'
import { useAsk } from '../ask/use-ask.ts'
import { useTell } from '../ask/use-tell.ts'

const touched = ['status', 'rules', 'mapping', 'items', 'explain', 'goPreview', 'checkUp'] as const

/** What changes the web shop is collected, counted and only then saved: the rules, and the price's rule in the mapping. */
export function useDraft() {
  const keptRules = useAsk('rules', {})
  const keptMapping = useAsk('mapping', {})
  const tellRules = useTell('setRules', touched)
  const tellMapping = useTell('setMapping', touched)
  const [newRules, setRules] = useState<Rules | null>(null)
  const [newMapping, setMapping] = useState<Mapping | null>(null)
  const discard = () => {
    setRules(null)
    setMapping(null)
  }
  return {
    asked: keptRules,
    rules: newRules ?? keptRules.data ?? null,
    mapping: newMapping ?? keptMapping.data ?? null,
    setRules,
    setMapping,
    ready: keptRules.data !== undefined && keptMapping.data !== undefined,
    changed: differs(newRules, keptRules.data) || differs(newMapping, keptMapping.data),
    saving: tellRules.pending || tellMapping.pending,
    failure: tellRules.failure ?? tellMapping.failure,
    discard,
    save(done: () => void) {
      const saveMapping = () => {
        if (newMapping === null) return finish()
        tellMapping.tell({ mapping: newMapping }, finish)
      }
      const finish = () => {
        discard()
        done()
      }
      if (newRules === null) return saveMapping()
      tellRules.tell({ rules: newRules }, saveMapping)
    },
  }
}

const differs = (next: object | null, kept: object | undefined): boolean =>
  next !== null && JSON.stringify(next) !== JSON.stringify(kept)
