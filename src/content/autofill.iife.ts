// Put into the frames of a tab after a click in the popup or a keyboard command. It waits to be told what to do.
import { listenForCommands } from './frame-autofill.ts';

listenForCommands();
