import type { SandboxClock, SandboxRequest, SandboxResponse } from '../types.ts'
import { pictureFile } from './picture-file.ts'
import type { Image, Item } from './records.ts'
import type { State } from './state.ts'

/** Where the real service keeps pictures, of every account. */
export const PICTURE_HOST = 'https://res.cloudinary.com'
const FOLDER = '/lightspeed-retail/image/upload/'

/** What may be wrong with a picture's file. */
export type Fault =
  | 'missing' // there is none at its address
  | 'empty'
  | 'text' // a page instead of a picture
  | 'cut' // it ends in the middle
  | 'webp' // a type that few programs take
  | 'huge' // 21 megabytes

/** Pictures of items and matrices: their records, and a server for their files. */
export type Pictures = ReturnType<typeof createPictures>

/**
 * @param touch what else a changed picture does to its item
 */
export function createPictures(
  state: State,
  clock: SandboxClock,
  touch: (itemID: number, columns: Partial<Item>) => void,
) {
  const now = (): number => Math.floor(clock.now() / 1000)
  /** How a file looks; by default as its own name makes it. */
  const looks = new Map<string, string>()
  const faults = new Map<string, Fault>()
  let host = PICTURE_HOST

  const imageAt = (imageID: number): Image => {
    const image = state.images.get(imageID)
    if (image === undefined) throw new Error(`there is no image ${imageID}`)
    return image
  }
  const lookOf = (publicID: string): string => looks.get(publicID) ?? publicID
  const moved = ({ itemID }: Image): void => {
    if (itemID !== 0) touch(itemID, {})
  }
  const change = (imageID: number, columns: Partial<Image>): void =>
    moved(state.images.change(imageID, { ...columns, timeStamp: now() }))

  function add(
    owner: { itemID: number } | { itemMatrixID: number },
    filename: string,
    look?: string,
  ): number {
    const imageID = state.images.nextId()
    const publicID = `sbx${imageID}`
    if (look !== undefined) looks.set(publicID, look)
    const siblings =
      'itemID' in owner
        ? state.images.having('itemID', owner.itemID)
        : state.images.having('itemMatrixID', owner.itemMatrixID)
    const image = state.images.add({
      imageID,
      description: '',
      filename,
      ordering: siblings.length,
      publicID,
      baseImageURL: `${host}${FOLDER}`,
      size: 60_000,
      createTime: now(),
      timeStamp: now(),
      itemID: 0,
      itemMatrixID: 0,
      ...owner,
    })
    moved(image)
    return imageID
  }

  return {
    /** @param look two pictures of one look have the same bytes */
    addImage: (itemID: number, filename: string, look?: string) => add({ itemID }, filename, look),
    addMatrixImage: (itemMatrixID: number, filename: string, look?: string) =>
      add({ itemMatrixID }, filename, look),
    labelImage: (imageID: number, description: string) => change(imageID, { description }),
    /** From first to last. */
    orderImages: (imageIDs: readonly number[]) => {
      for (const [ordering, imageID] of imageIDs.entries()) change(imageID, { ordering })
    },
    removeImage: (imageID: number) => {
      const image = imageAt(imageID)
      state.images.remove(imageID)
      moved(image)
    },
    /** The till has no verb for it: the old one goes and another one takes its place. */
    replaceImage: (imageID: number, filename: string, look?: string): number => {
      const { itemID, itemMatrixID, ordering, description } = imageAt(imageID)
      const owner = itemID === 0 ? { itemMatrixID } : { itemID }
      state.images.remove(imageID)
      const fresh = add(owner, filename, look)
      state.images.change(fresh, { ordering, description })
      return fresh
    },
    /** The same bytes as another picture. */
    lookOfImage: (imageID: number) => lookOf(imageAt(imageID).publicID),
    spoilImage: (imageID: number, fault: Fault | null) => {
      const { publicID } = imageAt(imageID)
      if (fault === null) faults.delete(publicID)
      else faults.set(publicID, fault)
    },
    /** On the wire the files are served beside the API, not by the real service. */
    servePicturesAt: (address: string) => {
      host = address
      for (const { imageID } of [...state.images.ordered('imageID')])
        state.images.change(imageID, { baseImageURL: `${host}${FOLDER}` })
    },
    /** The file at an address: `baseImageURL` + settings + `publicID` + ending. Undefined: no address of a picture. */
    answer(request: SandboxRequest): SandboxResponse | undefined {
      const path = request.url.split('?')[0] ?? ''
      if (!path.startsWith(FOLDER)) return undefined
      const parts = /([^/]+)\.(jpg|png)$/.exec(path)
      const publicID = decodeURIComponent(parts?.[1] ?? '')
      const fault = faults.get(publicID)
      if (publicID === '' || fault === 'missing')
        return { status: 404, headers: { 'X-Cld-Error': 'Resource not found' }, body: '' }
      return fileAnswer(lookOf(publicID), parts?.[2] === 'png' ? 'png' : 'jpg', fault)
    },
  }
}

const HUGE_BYTES = 21 * 1024 * 1024

function fileAnswer(look: string, type: 'jpg' | 'png', fault: Fault | undefined): SandboxResponse {
  const whole = pictureFile(look, type)
  const answer = (
    bytes: Uint8Array,
    mime = type === 'png' ? 'image/png' : 'image/jpeg',
  ): SandboxResponse => ({
    status: 200,
    headers: { 'Content-Type': mime },
    body: '',
    bytes,
  })
  switch (fault) {
    case undefined:
    case 'missing':
      return answer(whole)
    case 'empty':
      return answer(new Uint8Array())
    case 'text':
      return answer(Buffer.from('<html><body>Gone away</body></html>'), 'text/html')
    case 'cut':
      return answer(whole.subarray(0, Math.floor(whole.length / 2)))
    case 'webp':
      return answer(Buffer.from('524946462400000057454250565038201800000030010000', 'hex'), 'image/webp')
    case 'huge':
      return answer(Buffer.concat([whole, Buffer.alloc(HUGE_BYTES)]))
  }
}
