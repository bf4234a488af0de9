import { err, ok, type Result } from '../../../shared/result.ts'
import type { PictureCache } from '../../store/picture-cache.ts'
import type { PicturesTable } from '../../store/pictures.ts'
import { type Http, TOO_LARGE } from '../../support/http.ts'
import { type PictureFault, type PictureType, pictureType } from './file.ts'
import { pictureAddress, type TillPicture } from './till-picture.ts'

/** A picture's bytes, known for what they are. */
export type PictureFile = PictureType & { readonly digest: string; readonly bytes: Uint8Array }

/** `away`: nobody answers, or not now; it says nothing of the picture. */
export type NoPicture = PictureFault | 'away' | 'cancelled'

export type Pictures = {
  /** The digest of a picture's bytes, which are downloaded where they never were. */
  digestOf(picture: TillPicture, signal: AbortSignal): Promise<Result<string, NoPicture>>
  /** The bytes: from the cache, or downloaded. */
  fileOf(picture: TillPicture, signal: AbortSignal): Promise<Result<PictureFile, NoPicture>>
}

/** PHP takes a third more in a request, and needs some hundred megabytes to make sense of it. */
const MOST_BYTES = 20 * 1024 * 1024
const TIMEOUT_MS = 60_000

/** Pictures of the till. They come from a file server, so they cost no unit of Lightspeed's bucket. */
export function createPictures(parts: {
  readonly http: Http
  readonly cache: PictureCache
  readonly known: Pick<PicturesTable, 'digestOf' | 'keepDigest'>
}): Pictures {
  const { http, cache, known } = parts

  async function fileOf(picture: TillPicture, signal: AbortSignal): Promise<Result<PictureFile, NoPicture>> {
    const digest = known.digestOf(picture)
    const cached = digest === null ? null : cache.read(digest)
    const type = cached === null ? null : pictureType(cached)
    if (digest !== null && cached !== null && type !== null && typeof type !== 'string')
      return ok({ ...type, digest, bytes: cached })
    return download(picture, signal)
  }

  async function download(
    picture: TillPicture,
    signal: AbortSignal,
  ): Promise<Result<PictureFile, NoPicture>> {
    const got = await get(http, picture, signal)
    if (!got.ok) return got
    const type = pictureType(got.value)
    if (typeof type === 'string') return err(type)
    const digest = cache.keep(got.value)
    known.keepDigest(picture, digest)
    return ok({ ...type, digest, bytes: got.value })
  }

  return {
    fileOf,
    async digestOf(picture, signal) {
      const digest = known.digestOf(picture)
      if (digest !== null) return ok(digest)
      const file = await download(picture, signal)
      return file.ok ? ok(file.value.digest) : file
    },
  }
}

async function get(
  http: Http,
  picture: TillPicture,
  signal: AbortSignal,
): Promise<Result<Uint8Array, NoPicture>> {
  const url = pictureAddress(picture)
  if (url === null) return err('picture-missing')
  const answer = await http(
    { method: 'GET', url, headers: {}, timeoutMs: TIMEOUT_MS, mostBytes: MOST_BYTES },
    signal,
  )
  if (!answer.ok) {
    if (answer.error.kind === 'cancelled') return err('cancelled')
    return err(answer.error.reason === TOO_LARGE ? 'picture-too-large' : 'away')
  }
  const { status, bytes } = answer.value
  if (status === 200) return ok(bytes ?? new Uint8Array())
  return err(isPassing(status) ? 'away' : 'picture-missing')
}

const isPassing = (status: number): boolean => status >= 500 || status === 408 || status === 429
