import type { ReactNode } from 'react'

/** Line drawings in a box of 16, in the colour of the text beside them. They add nothing that the words do not say. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

export const BridgeIcon = () => (
  <Icon>
    <path
      d="M1 4.25h14V12H1zM2.2 12h5c0-6.6-5-6.6-5 0zM8.8 12h5c0-6.6-5-6.6-5 0z"
      fillRule="evenodd"
      fill="currentColor"
      stroke="none"
    />
  </Icon>
)
export const CatalogueIcon = () => (
  <Icon>
    <path d="M2 2.75h4v4H2zM2 9.25h4v4H2zM8.5 3.5H14M8.5 6h3.5M8.5 10H14M8.5 12.5h3.5" />
  </Icon>
)
export const ActivityIcon = () => (
  <Icon>
    <path d="M1 8.5h3L6 3.5l3.5 9 2-5.5.8 1.5H15" strokeLinejoin="round" />
  </Icon>
)
export const NeedsYouIcon = () => (
  <Icon>
    <path d="M8 2.5v7M8 11.25v2" strokeWidth="2" />
  </Icon>
)
export const SettingsIcon = () => (
  <Icon>
    <path d="M1 4.75h6.5M12 4.75h3M1 11.25h3M8.5 11.25H15" />
    <circle cx="9.75" cy="4.75" r="2" />
    <circle cx="6.25" cy="11.25" r="2" />
  </Icon>
)
export const TillIcon = () => (
  <Icon>
    <path d="M4 6.5V2.75h8V6.5M2.75 6.5h10.5l1.5 4.5v2.5H1.25V11zM1.5 11h13M5 8.75h6" />
  </Icon>
)
export const ShopIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6" />
    <path d="M2 8h12M8 2c2 2 2.6 4 2.6 6S10 12 8 14c-2-2-2.6-4-2.6-6S6 4 8 2z" />
  </Icon>
)
export const SearchIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.25" />
    <path d="m10.25 10.25 4 4" />
  </Icon>
)
export const CloseIcon = () => (
  <Icon>
    <path d="m3.5 3.5 9 9M12.5 3.5l-9 9" />
  </Icon>
)
export const DownIcon = () => (
  <Icon>
    <path d="m4 6.25 4 4 4-4" />
  </Icon>
)
export const OutIcon = () => (
  <Icon>
    <path d="M6.5 3.5H2.75v9.75h9.75V9.5M9.25 2.5h4.25v4.25M13.25 2.75 7.5 8.5" />
  </Icon>
)
