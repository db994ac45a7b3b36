import { answerQuestions } from "@platform/kit/threads";
import { readHtml } from "./html.ts";

answerQuestions(readHtml);
