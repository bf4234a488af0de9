/** Option lists that Magento holds in code: value and label. */
export const layouts: [string, string][] = [
  ['', 'No layout updates'],
  ['empty', 'Empty'],
  ['1column', '1 column'],
  ['2columns-left', '2 columns with left bar'],
  ['2columns-right', '2 columns with right bar'],
  ['3columns', '3 columns'],
  ['cms-full-width', 'Page -- Full Width'],
  ['category-full-width', 'Category -- Full Width'],
  ['product-full-width', 'Product -- Full Width'],
]

const countryCodes = `
  AF AL DZ AS AD AO AI AQ AG AR AM AW AU AT AZ BS BH BD BB BY BE BZ BJ BM BT BO BA BW BV BR IO VG BN BG BF
  BI KH CM CA CV BQ KY CF TD CL CN CX CC CO KM CG CD CK CR HR CU CW CY CZ CI DK DJ DM DO EC EG SV GQ ER EE
  SZ ET FK FO FJ FI FR GF PF TF GA GM GE DE GH GI GR GL GD GP GU GT GG GN GW GY HT HM HN HK HU IS IN ID IR
  IQ IE IM IL IT JM JP JE JO KZ KE KI XK KW KG LA LV LB LS LR LY LI LT LU MO MG MW MY MV ML MT MH MQ MR MU
  YT MX FM MD MC MN ME MS MA MZ MM NA NR NP NL NC NZ NI NE NG NU NF KP MK MP NO OM PK PW PS PA PG PY PE PH
  PN PL PT QA RO RU RW RE WS SM SA SN RS SC SL SG SX SK SI SB SO ZA GS KR ES LK BL SH KN LC MF PM VC SD SR
  SJ SE CH SY ST TW TJ TZ TH TL TG TK TO TT TN TR TM TC TV UM VI UG UA AE GB US UY UZ VU VA VE VN WF EH YE
  ZM ZW AX
`

const countryNames = new Intl.DisplayNames('en', { type: 'region' })

export const countries: [string, string][] = [
  ['', ' '],
  ...countryCodes
    .trim()
    .split(/\s+/)
    .map((code): [string, string] => [code, countryNames.of(code) ?? code]),
]
