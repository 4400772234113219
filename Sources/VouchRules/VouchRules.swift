import Yams
import CPCRE2
