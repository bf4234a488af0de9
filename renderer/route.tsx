import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { ItemFilter } from '../shared/item.ts'
import { onOpen, type Place } from './ipc.ts'

/** Where the window is: one page, and what is open on it. */
export type Route =
  | { readonly page: 'overview' }
  | { readonly page: 'catalogue'; readonly itemId: string | null; readonly filter: ItemFilter }
  | { readonly page: 'needs-you'; readonly problemId: number | null }
  | { readonly page: 'activity' }
  | { readonly page: 'settings' }
  | { readonly page: 'connect' }
  | { readonly page: 'preview'; readonly runId: number }

export type PageName = Route['page']

export const catalogue = (itemId: string | null = null, filter: ItemFilter = 'all'): Route => ({
  page: 'catalogue',
  itemId,
  filter,
})

/** The page that the tray, a notification or a second start asks for. */
export function routeOf(place: Place): Route {
  switch (place.page) {
    case 'needs-you':
      return { page: 'needs-you', problemId: place.problemId }
    case 'catalogue':
      return catalogue()
    case 'connect':
    case 'settings':
    case 'activity':
      return { page: place.page }
    default:
      return { page: 'overview' }
  }
}

type Router = { readonly route: Route; readonly go: (route: Route) => void }

const RouterContext = createContext<Router | null>(null)

export function RouterProvider({ first, children }: { first: Route; children: ReactNode }) {
  const [route, go] = useState(first)
  useEffect(() => onOpen((place) => go(routeOf(place))), [])
  const router = useMemo(() => ({ route, go }), [route])
  return <RouterContext.Provider value={router}>{children}</RouterContext.Provider>
}

export function useRouter(): Router {
  const router = useContext(RouterContext)
  if (router === null) throw new Error('no router above this part')
  return router
}
