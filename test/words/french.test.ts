import { expect, test } from 'vitest'
import fr from '../../shared/texts/fr.json' with { type: 'json' }

const textsOf = (texts: object): string[] =>
  Object.values(texts).flatMap((text) => (typeof text === 'string' ? [text] : textsOf(text)))
const texts = textsOf(fr)

test('the two sides are connected with one verb, connecter', () => {
  expect(texts.filter((text) => /\b(re)?(relie[rz]?|relié[es]*|reliiez)(?!\p{L})/iu.test(text))).toEqual([])
})

test('a colon and guillemets keep their distance, a semicolon does not (Office québécois de la langue française)', () => {
  const unspaced = /[\p{L}\d»})]:(\s|$)|«\S|\S»| ;/u
  expect(texts.filter((text) => unspaced.test(text))).toEqual([])
})
