import { tellStories } from './telling.ts'

tellStories(1, 7)
