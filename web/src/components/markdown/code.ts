import rehypeHighlight from "rehype-highlight";
import "./code.css";

export const rehypePlugins = [rehypeHighlight];
