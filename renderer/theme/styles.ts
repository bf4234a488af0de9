// The order counts: Mantine's own styles are in a layer, so that ours win without a fight.
import '@mantine/core/styles.layer.css'
import './tokens.css'
import './base.css'
