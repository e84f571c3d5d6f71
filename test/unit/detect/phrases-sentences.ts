/** Sentences as pages write them, by language: ones that ask for money, and ones with its words that do not. */
export const SENTENCES: Record<string, { asks: string[]; not: string[] }> = {
  en: {
    asks: [
      'Please donate in bitcoin to keep us independent.',
      'Send any amount of USDT to this wallet.',
      'If this tool saved you time, leave a tip:',
      'Your Sadaqah and Zakat can feed a family this month',
      'Support our work',
      'Sponsor an orphan with crypto',
    ],
    not: [
      'Register as an organ donor at your local clinic.',
      'See our donation receipt policy for tax purposes.',
      'He joined the organ donation programme in 2019.',
      'According to the court, the group had been soliciting donations for years.',
      'Help us improve this translation.',
    ],
  },
  ar: {
    asks: [
      'للتبرع عبر البيتكوين استخدموا العنوان التالي',
      'تبرعوا الآن لإخوانكم',
      'أخرج زكاة مالك اليوم',
      'يمكنكم دعم المشروع من هنا: ادعمنا',
      'أرسلوا تبرعاتكم إلى هذه المحفظة',
    ],
    not: ['حملة التبرع بالدم في المستشفى', 'سجل نفسك متبرعا بالأعضاء', 'جمد البنك الحساب بأمر المحكمة'],
  },
  fa: {
    asks: [
      'برای کمک مالی به پروژه از آدرس زیر استفاده کنید',
      'اگر از این برنامه خوشتان آمد از ما حمایت کنید',
      'لطفاً به این کیف پول واریز کنید',
      'صدقه و زکات خود را به ما بسپارید',
      'دونیت',
    ],
    not: ['فرم اهدای خون را پر کنید', 'کارت اهدای عضو بگیرید', 'دادگاه حساب این شرکت را مسدود کرد'],
  },
  ur: {
    asks: [
      'براہ کرم عطیہ کریں',
      'اپنی زکوٰۃ اور صدقات یہاں بھیجیں',
      'ہماری مدد کریں تاکہ کام جاری رہے',
      'رقم اس پتے پر بھیجیں',
    ],
    not: ['خون کا عطیہ دینے والوں کا دن', 'انسانی اعضا عطیہ کرنے کا قانون', 'عدالت نے اکاؤنٹ منجمد کر دیا'],
  },
  ps: {
    asks: [
      'مهرباني وکړئ مرسته وکړئ',
      'خپل زکات دلته ورکړئ',
      'بسپنه مو دې پتې ته ولېږئ',
      'زموږ د پروژې ملاتړ وکړئ',
    ],
    not: ['د وينې ورکړه د ځوانانو دنده ده', 'محکمې حساب کنګل کړ', 'د زکات احکام په دې کتاب کې دي'],
  },
  he: {
    asks: [
      'לתרומה בביטקוין',
      'תרמו עכשיו',
      'תמכו בנו כדי שנוכל להמשיך',
      'שלחו לארנק הזה כל סכום',
      'תרומתכם מצילה חיים',
    ],
    not: ['הוא חתם על כרטיס תרומת איברים', 'מבצע תרומת דם ביום שלישי', 'בית המשפט הקפיא את החשבון'],
  },
  tr: {
    asks: [
      'Bağış yapmak için aşağıdaki adresi kullanın',
      'Projeye destek olmak isterseniz',
      'Zekatınızı bu cüzdana gönderebilirsiniz',
      'Bana bir kahve ısmarlayın',
      'BAĞIŞLARINIZ İÇİN',
    ],
    not: ['Aşı bağışıklık sistemini güçlendirir', 'Kan bağışı kampanyası başladı', 'Mahkeme hesabı dondurdu'],
  },
  ru: {
    asks: [
      'Поддержите проект криптовалютой',
      'Пожертвования можно перевести сюда',
      'Задонатить на развитие',
      'Отправьте любую сумму на этот кошелёк',
      'Помочь проекту',
    ],
    not: [
      'Солдат пожертвовал жизнью ради товарищей.',
      'Кошелёк был арестован по решению суда',
      'Помогите решить задачу по физике',
      'Трудно поддержать разговор на чужом языке.',
    ],
  },
  uk: {
    asks: [
      'Підтримайте нас',
      'Задонатити на дрони',
      'Збір коштів на автомобіль',
      'Надішліть на цей гаманець будь-яку суму',
    ],
    not: ['Він пожертвував життям за країну', 'Суд арештував рахунок', 'Допоможіть розв’язати рівняння'],
  },
  tg: {
    asks: [
      'Лутфан кӯмак кунед',
      'Садақаи худро ба ин суроға фиристед',
      'Моро дастгирӣ кунед',
      'Закоти худро диҳед',
    ],
    not: ['Ҳукми закот дар фиқҳ', 'Консерти хайриявӣ дар Душанбе баргузор шуд', 'Суд ҳисобро баст'],
  },
  uz: {
    asks: [
      "Loyihani qo'llab-quvvatlang",
      'Xayriya qilish uchun',
      'Pul yuboring: ushbu hamyonga',
      'Эҳсон қилинг',
      'Zakotingizni bering',
    ],
    not: ["Kecha xayriya konserti bo'lib o'tdi", 'Zakot haqida kitob chiqdi', 'Sud hisobni muzlatdi'],
  },
  kk: {
    asks: ['Жобаны қолдаңыз', 'Қайырымдылық жасаңыз', 'Садақа беріңіз', 'Осы әмиянға қаражат аударыңыз'],
    not: ['Қайырымдылық концерті өтті', 'Зекет туралы кітап шықты', 'Сот шотты бұғаттады'],
  },
  id: {
    asks: [
      'Kirim donasi Anda ke alamat ini',
      'Dukung kami',
      'Salurkan zakat dan sedekah Anda',
      'Traktir saya kopi',
    ],
    not: [
      'Ikuti donasi darah hari Minggu',
      'Donasi organ diatur undang-undang',
      'Pengadilan membekukan rekening itu',
    ],
  },
  ms: {
    asks: [
      'Derma sekarang',
      'Sokong kami dengan Bitcoin',
      'Hantar sumbangan ke dompet ini',
      'Bayar zakat anda di sini',
    ],
    not: ['Kempen derma darah di hospital', 'Borang derma organ', 'Mahkamah membekukan akaun itu'],
  },
  bn: {
    asks: ['দয়া করে দান করুন', 'আপনার যাকাত এখানে দিন', 'আমাদের পাশে দাঁড়ান', 'এই ঠিকানায় পাঠান', 'অনুদান দিন'],
    not: ['আজ রক্তদান কর্মসূচি', 'সরকারি অনুদান বন্ধ হয়েছে', 'আদালত হিসাব জব্দ করেছে'],
  },
  hi: {
    asks: ['कृपया दान करें', 'हमारी मदद करें', 'इस पते पर भेजें', 'सहयोग राशि यहाँ भेजें'],
    not: ['आज अंग दान करें का नारा लगा', 'शहर में रक्तदान शिविर', 'अदालत ने खाता फ्रीज किया', 'चुनावी चंदा कानून'],
  },
  zh: {
    asks: ['请捐款到以下地址', '打赏作者', '如果喜歡請贊助', '支持我们', '可转账至我们的钱包'],
    not: ['器官捐献登记', '合约地址', '法院冻结了账户', '感謝贊助商名單'],
  },
  ja: {
    asks: [
      'ビットコインでの寄付はこちら',
      '投げ銭をお願いします',
      '下記のアドレスへ送金してください',
      '開発を支援する',
    ],
    not: ['寄附金控除の手続き', '裁判所が口座を凍結した', '学校法人の寄附行為について'],
  },
  ko: {
    asks: ['비트코인으로 후원하기', '기부해 주세요', '이 주소로 보내 주세요', '프로젝트 후원 계좌'],
    not: ['장기기부 서약을 했다', '법원이 계좌를 동결했다', '기부금 영수증 발급 안내'],
  },
  vi: {
    asks: ['Hãy ủng hộ chúng tôi', 'Quyên góp bằng Bitcoin', 'Gửi đến địa chỉ sau', 'Mời tôi một ly cà phê'],
    not: ['Chương trình hiến máu nhân đạo', 'Đóng góp ý kiến cho bản dịch', 'Tòa án đóng băng tài khoản'],
  },
  fr: {
    asks: [
      'Faire un don en cryptomonnaie',
      'Soutenez-nous',
      'Vos dons nous aident à continuer',
      'Envoyez à cette adresse',
    ],
    not: [
      'La carte de don d’organes',
      'Collecte de sang : don du sang mardi',
      'Le tribunal a gelé le compte',
      'Adresse de contrat du jeton',
    ],
  },
  de: {
    asks: [
      'Jetzt spenden',
      'Unterstütze uns mit Bitcoin',
      'Spendenkonto und Wallet',
      'Senden Sie Bitcoin an diese Adresse',
    ],
    not: [
      'Der Organspendeausweis liegt bei',
      'Blutspende am Dienstag',
      'Das Gericht hat das Konto gesperrt',
      'Seifenspender aus Edelstahl',
    ],
  },
  es: {
    asks: [
      '¡Apóyanos!',
      'Haz una donación en Bitcoin',
      'Envía tu aporte a esta billetera',
      'Invítame a un café',
    ],
    not: ['La donación de órganos salva vidas', 'Campaña para donar sangre', 'El tribunal congeló la cuenta'],
  },
  pt: {
    asks: ['Faça uma doação', 'Apoie o projeto', 'Doe para nossa campanha', 'Envie para esta carteira'],
    not: ['Campanha de doação de sangue', 'John Doe pagou 3 BTC', 'O tribunal congelou a conta'],
  },
  it: {
    asks: [
      'Fai una donazione',
      'Sostieni il progetto',
      'Invia bitcoin a questo indirizzo',
      'Offrimi un caffè',
    ],
    not: ['La donazione di organi', 'Andiamo a donare il sangue', 'Il tribunale ha bloccato il conto'],
  },
  nl: {
    asks: ['Doneer nu', 'Steun ons werk', 'Stuur bitcoin naar dit adres', 'Uw bijdrage helpt'],
    not: [
      'Word orgaandonor',
      'De wet op orgaandonatie',
      'De rechter bevroor de rekening',
      'Bloed doneren kan op dinsdag',
    ],
  },
};
