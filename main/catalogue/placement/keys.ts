import type { PlaceKey } from '../../../shared/rules.ts'

const TAG = 'tag:'

export const tagKey = (tagId: string): PlaceKey => `${TAG}${tagId}`

/** The tag's number; null for a category. */
export const tagOf = (key: PlaceKey): string | null => (key.startsWith(TAG) ? key.slice(TAG.length) : null)

/** Tags that differ only in how they are spelled: the till keeps `New Arrival` as `newarrival`. */
export const normalTag = (name: string): string => name.toLowerCase().replace(/\s+/g, '')
