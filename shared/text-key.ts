import type en from './texts/en.json'

type Singular<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${Singular<K>}` : Leaves<T[K], `${Prefix}${K}.`>
}[keyof T & string]

/** Every key of the text catalogue, without its plural forms: a misspelt key does not compile. */
export type TextKey = Leaves<typeof en>
