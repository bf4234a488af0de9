import { tellStories } from './telling.ts'

tellStories(15, 20)
