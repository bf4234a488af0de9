import { message } from '../../shared/message.ts'
import type { Problem } from '../../shared/problem.ts'
import { problemMessage } from '../../shared/problem-words.ts'
import { Said } from '../words/said.tsx'
import { useWords } from '../words/words.tsx'

/** Why, for several problems of one cause: without the one item's SKU where its own sentence has it. */
export function GroupWhy({ first }: { first: Problem }) {
  const { has } = useWords()
  const many = `problem.${first.kind}.whyMany`
  return <Said message={has(many) ? message(many) : problemMessage(first, 'why')} />
}
